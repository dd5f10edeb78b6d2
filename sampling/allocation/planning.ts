import { SamplingError } from '../errors.ts';
import type { AllocationStratum, AllocationWarning } from './request.ts';

/** Strata with every default filled in and every number checked; arrays share one order. */
export interface PlannedStrata {
  readonly codes: readonly string[];
  readonly N: readonly number[];
  /** Planned S_h, or null where neither S nor p was given. */
  readonly S: readonly (number | null)[];
  readonly mean: readonly (number | null)[];
  readonly cost: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  readonly warnings: readonly AllocationWarning[];
}

/**
 * Checks strata and fills defaults: bounds [min(2, N), N], cost 1, S from p. Bounds beyond N are
 * narrowed to N with a warning, because a minimum per ward meets small strata everywhere.
 * Throws EmptyFrame, DuplicateStratum, BadStratum, BoundsContradict.
 */
export function planStrata(strata: readonly AllocationStratum[]): PlannedStrata {
  if (strata.length === 0) throw new SamplingError('EmptyFrame', 'There is no stratum.');
  const seen = new Set<string>();
  for (const stratum of strata) {
    requireStratum(stratum);
    if (seen.has(stratum.code))
      throw new SamplingError('DuplicateStratum', `Stratum ${stratum.code} is there twice.`, {
        stratum: stratum.code,
      });
    seen.add(stratum.code);
  }
  const upper = strata.map((stratum) => Math.min(stratum.upper ?? stratum.N, stratum.N));
  const lower = strata.map((stratum, h) =>
    stratum.lower === undefined
      ? Math.min(2, stratum.N, upper[h]!)
      : Math.min(stratum.lower, stratum.N),
  );
  strata.forEach(({ code }, h) => {
    if (lower[h]! > upper[h]!)
      throw new SamplingError('BoundsContradict', `The bounds of ${code} leave no room.`, {
        stratum: code,
        lower: lower[h]!,
        upper: upper[h]!,
      });
  });
  return {
    codes: strata.map((stratum) => stratum.code),
    N: strata.map((stratum) => stratum.N),
    S: strata.map(planningDeviation),
    mean: strata.map((stratum) => stratum.mean ?? stratum.p ?? null),
    cost: strata.map((stratum) => stratum.cost ?? 1),
    lower,
    upper,
    warnings: boundWarnings(strata),
  };
}

/**
 * Planning proportion from x successes among n earlier answers, (x + 2) / (n + 4): an earlier 0 or
 * 1 would plan no variance at all. Source: Agresti and Coull (1998), Am. Stat. 52.
 */
export const planningProportion = (successes: number, answers: number): number =>
  (successes + 2) / (answers + 4);

/** S_h of a proportion p among N units: sqrt(p (1 - p) N / (N - 1)), 0 for N <= 1. Cochran (1977), eq. 3.4. */
export const deviationOfProportion = (p: number, N: number): number =>
  N > 1 ? Math.sqrt((p * (1 - p) * N) / (N - 1)) : 0;

function planningDeviation({ N, S, p }: AllocationStratum): number | null {
  if (S !== undefined) return S;
  if (p !== undefined) return deviationOfProportion(p, N);
  return N <= 1 ? 0 : null;
}

function requireStratum(stratum: AllocationStratum): void {
  const { code, N, S, mean, p, cost, lower, upper } = stratum;
  const count = (value: number | undefined) =>
    value === undefined || (Number.isSafeInteger(value) && value >= 0);
  const size = (value: number | undefined) =>
    value === undefined || (Number.isFinite(value) && value >= 0);
  const checks: [string, boolean][] = [
    ['code', typeof code === 'string' && code !== ''],
    ['N', N !== undefined && count(N)],
    ['S', size(S)],
    ['mean', size(mean)],
    ['p', size(p) && (p ?? 0) <= 1],
    ['cost', size(cost) && cost !== 0],
    ['lower', count(lower)],
    ['upper', count(upper)],
  ];
  const wrong = checks.find(([, fits]) => !fits);
  if (wrong !== undefined)
    throw new SamplingError('BadStratum', `${wrong[0]} of stratum ${code} is impossible.`, {
      stratum: code,
      field: wrong[0],
    });
}

function boundWarnings(strata: readonly AllocationStratum[]): AllocationWarning[] {
  const warnings: AllocationWarning[] = [];
  const narrowed = strata.filter(({ N, lower = 0, upper = 0 }) => lower > N || upper > N);
  const empty = strata.filter((stratum) => stratum.N === 0);
  if (empty.length > 0)
    warnings.push({
      code: 'empty-strata',
      message: 'Strata without a frame unit get no sample.',
      strata: empty.map(({ code }) => code),
    });
  if (narrowed.length > 0)
    warnings.push({
      code: 'bounds-narrowed',
      message: 'Bounds beyond the number of frame units were narrowed to it.',
      strata: narrowed.map(({ code }) => code),
    });
  return warnings;
}
