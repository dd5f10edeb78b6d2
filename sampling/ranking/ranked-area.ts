import { normalQuantile } from '../distributions/normal.ts';
import { tQuantile } from '../distributions/student-t.ts';
import { SamplingError } from '../errors.ts';

/** A unit to be placed among others; higher estimates rank first. */
export interface RankedArea {
  readonly area: string;
  readonly estimate: number;
  /** Standard error in the unit of the estimate, or null where none exists. */
  readonly se: number | null;
  /** Degrees of freedom of the standard error; without them the normal distribution serves. */
  readonly df?: number;
}

export interface MeasuredArea extends RankedArea {
  readonly se: number;
}

export interface RankInterval {
  readonly area: string;
  /** One more than the number of areas with a higher estimate; ties share it. */
  readonly rank: number;
  readonly lower: number;
  readonly upper: number;
}

export interface RankIntervals<Correction extends string> {
  readonly method: string;
  readonly correction: Correction;
  /** Probability that all intervals together hold the true ranks. */
  readonly level: number;
  readonly ranks: readonly RankInterval[];
  /** Areas without a standard error above zero, which have no place here. */
  readonly excluded: readonly string[];
}

/**
 * Splits `areas` into those that can be compared and the names of those that cannot, because they
 * have no standard error or one of zero (smooth it first). Throws InvalidEstimate and DuplicateArea.
 */
export function comparable(areas: readonly RankedArea[]): {
  measured: MeasuredArea[];
  excluded: string[];
} {
  if (new Set(areas.map(({ area }) => area)).size !== areas.length)
    throw new SamplingError('DuplicateArea', 'An area is given twice.', { areas: areas.length });
  for (const { area, estimate, se, df } of areas)
    if (!Number.isFinite(estimate) || !(se === null || (se >= 0 && se < Infinity)) || df! <= 0)
      throw new SamplingError('InvalidEstimate', `The estimate of ${area} is not a number.`, {
        area,
      });
  const hasError = (area: RankedArea): area is MeasuredArea => area.se !== null && area.se > 0;
  return {
    measured: areas.filter(hasError),
    excluded: areas.filter((area) => !hasError(area)).map(({ area }) => area),
  };
}

/** Throws InvalidLevel unless 0 < level < 1. */
export function checkLevel(level: number): void {
  if (level > 0 && level < 1) return;
  throw new SamplingError('InvalidLevel', 'A confidence level lies between 0 and 1.', { level });
}

/** Two-sided critical value for an error probability `alpha`. */
export function criticalValue(alpha: number, df: number | undefined): number {
  // The lower tail, because 1 − α/2 would lose the digits of a small α.
  return -(df === undefined ? normalQuantile(alpha / 2) : tQuantile(alpha / 2, df));
}

/** Rank of every estimate, highest first, ties sharing the smallest. */
export function ranksOf(areas: readonly MeasuredArea[]): number[] {
  return areas.map(({ estimate }) => 1 + areas.filter((area) => area.estimate > estimate).length);
}
