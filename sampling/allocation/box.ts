import { SamplingError } from '../errors.ts';

/** Strata's lower and upper sample sizes, integers. */
export interface Bounds {
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}

/**
 * Real allocation x_h = clamp(s * w_h, lower_h, upper_h) of n with one scalar s. With w_h = N_h S_h
 * it minimises sum w_h^2 / x_h; with any other weights it is that formula within bounds. A stratum
 * of weight 0 keeps its lower bound until all others are at their upper bounds; what is left then
 * goes out in proportion to `fallback` (N_h), within the same bounds.
 * Throws InfeasibleLowerBound, InfeasibleUpperBound.
 * Source: Gabler, Ganninger, Münnich (2012), Metrika 75, theorem 1; breakpoints instead of the
 * recursion of Wesołowski, Wieczorkowski, Wójciak (2024), O(H log H).
 */
export function boxAllocation(
  weights: readonly number[],
  bounds: Bounds,
  n: number,
  fallback: readonly number[],
): number[] {
  requireFeasible(bounds, n);
  const { lower, upper } = bounds;
  const weighted = indices(weights).filter((h) => weights[h]! > 0);
  const weightless = indices(weights).filter((h) => !(weights[h]! > 0));
  const room = sum(weighted.map((h) => upper[h]!));
  const rest = n - sum(weightless.map((h) => lower[h]!));
  const x = [...lower];
  fill(x, weighted, weights, bounds, Math.min(rest, room));
  if (rest > room) {
    const sized = weightless.filter((h) => fallback[h]! > 0);
    fill(x, sized, fallback, bounds, n - room);
  }
  return x;
}

/** Throws InfeasibleLowerBound or InfeasibleUpperBound unless sum lower <= n <= sum upper. */
export function requireFeasible({ lower, upper }: Bounds, n: number): void {
  const least = sum(lower);
  const most = sum(upper);
  if (least > n)
    throw new SamplingError(
      'InfeasibleLowerBound',
      `The minimum sizes add up to ${least}, more than the sample of ${n}.`,
      { n, sumLower: least },
    );
  if (most < n)
    throw new SamplingError(
      'InfeasibleUpperBound',
      `The maximum sizes add up to ${most}, less than the sample of ${n}.`,
      { n, sumUpper: most },
    );
}

/** Sets x for the strata in `among` to clamp(s * w) with sum `total`; all their weights are > 0. */
function fill(
  x: number[],
  among: readonly number[],
  weights: readonly number[],
  { lower, upper }: Bounds,
  total: number,
): void {
  if (among.length === 0) return;
  const breakpoints = among
    .flatMap((h) => [lower[h]! / weights[h]!, upper[h]! / weights[h]!])
    .sort((a, b) => a - b);
  const clamp = (h: number, s: number) => Math.min(upper[h]!, Math.max(lower[h]!, s * weights[h]!));
  const spent = (s: number) => among.reduce((sum, h) => sum + clamp(h, s), 0);
  const s0 = breakpoints[lastIndexWhere(breakpoints, (s) => spent(s) <= total)] ?? 0;
  let fixed = 0;
  let free = 0;
  for (const h of among) {
    if (lower[h]! / weights[h]! > s0) fixed += lower[h]!;
    else if (upper[h]! / weights[h]! <= s0) fixed += upper[h]!;
    else free += weights[h]!;
  }
  const s = free > 0 ? (total - fixed) / free : s0;
  for (const h of among) x[h] = clamp(h, s);
}

/** Largest index whose element fits, for a predicate that is true up to some point; -1 if none. */
function lastIndexWhere(sorted: readonly number[], fits: (value: number) => boolean): number {
  let low = -1;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(sorted[middle]!)) low = middle;
    else high = middle - 1;
  }
  return low;
}

const indices = (list: readonly unknown[]) => list.map((_, i) => i);

const sum = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0);
