import { normalUpperTail } from '../distributions/normal.ts';
import { tUpperTail } from '../distributions/student-t.ts';
import { SamplingError } from '../errors.ts';
import type { MeasuredArea, RankedArea } from './ranked-area.ts';
import { checkLevel, comparable } from './ranked-area.ts';

export type Tier = 'above' | 'not-different' | 'below';
export type TierCorrection = 'holm' | 'bonferroni' | 'none';

export interface ComparedArea extends RankedArea {
  /** Sampling covariance of the area's estimate with the reference (a part varies with its whole). */
  readonly covariance?: number;
}

export interface TieredArea {
  readonly area: string;
  readonly tier: Tier;
  readonly difference: number;
  readonly se: number;
  /** Two-sided p-value of the difference, corrected for the number of areas. */
  readonly p: number;
}

export interface Tiers {
  readonly method: 'difference-from-reference';
  readonly correction: TierCorrection;
  /** Probability that no area equal to the reference is placed above or below it. */
  readonly level: number;
  readonly tiers: readonly TieredArea[];
  readonly excluded: readonly string[];
}

/**
 * Places every area above, below or not different from a reference value such as the province's,
 * with the chance of any false placement held at 1 − level over all areas. Estimates and standard
 * errors share one unit; without `covariance` area and reference count as independent, which for a
 * part of the whole is cautious. Throws InvalidEstimate, DuplicateArea, InvalidLevel, and
 * InvalidCovariance when a difference would have no positive variance.
 * Source: Holm 1979, Scandinavian Journal of Statistics 6, for the correction.
 */
export function tierAgainstReference(
  areas: readonly ComparedArea[],
  reference: { readonly value: number; readonly se: number },
  { level = 0.95, correction = 'holm' as TierCorrection } = {},
): Tiers {
  checkLevel(level);
  checkReference(reference);
  const { measured, excluded } = comparable(areas);
  const differences = measured.map((area) => differenceFrom(area, reference));
  const p = corrected(
    differences.map((difference) => difference.p),
    correction,
  );
  const tiers = differences.map((difference, k) => ({
    ...difference,
    p: p[k]!,
    tier: tierOf(difference, p[k]!, level),
  }));
  return { method: 'difference-from-reference', correction, level, tiers, excluded };
}

function checkReference({ value, se }: { value: number; se: number }): void {
  if (Number.isFinite(value) && se >= 0 && se < Infinity) return;
  throw new SamplingError('InvalidEstimate', 'The reference is not an estimate.', { value, se });
}

function tierOf({ difference }: { difference: number }, p: number, level: number): Tier {
  if (p > 1 - level || difference === 0) return 'not-different';
  return difference > 0 ? 'above' : 'below';
}

function differenceFrom(
  area: MeasuredArea & ComparedArea,
  reference: { readonly value: number; readonly se: number },
) {
  const difference = area.estimate - reference.value;
  const variance = area.se * area.se + reference.se * reference.se - 2 * (area.covariance ?? 0);
  if (!(variance > 0))
    throw new SamplingError(
      'InvalidCovariance',
      `The difference of ${area.area} has no variance.`,
      {
        area: area.area,
        variance,
      },
    );
  const se = Math.sqrt(variance);
  const t = Math.abs(difference) / se;
  const tail = area.df === undefined ? normalUpperTail(t) : tUpperTail(t, area.df);
  return { area: area.area, difference, se, p: 2 * tail };
}

function corrected(p: readonly number[], correction: TierCorrection): number[] {
  if (correction === 'none') return [...p];
  if (correction === 'bonferroni')
    return p.map((probability) => Math.min(1, probability * p.length));
  const order = [...p.keys()].sort((a, b) => p[a]! - p[b]! || a - b);
  const held = new Array<number>(p.length);
  let largest = 0;
  order.forEach((k, place) => {
    largest = Math.max(largest, Math.min(1, p[k]! * (p.length - place)));
    held[k] = largest;
  });
  return held;
}
