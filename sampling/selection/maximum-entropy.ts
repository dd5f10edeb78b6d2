import { SamplingError } from '../errors.ts';
import type { JointProbabilities } from './joint-probabilities.ts';
import { elementarySymmetric, requireProbabilities, without } from './symmetric-polynomials.ts';

const ITERATIONS = 2000;

/** Odds closer than this relative distance make the quotient below lose too many digits. */
const NEAR_TIE = 1e-4;

/**
 * Joint inclusion probabilities of conditional Poisson sampling (maximum entropy) with the given
 * pi_i in (0, 1) (sum n). From the odds w_i of the underlying Poisson design,
 * pi_ij = (pi_i w_j - pi_j w_i) / (w_j - w_i); equal units share what their row lacks to
 * (n - 1) pi_i. `tolerance` ends the search for the odds, as sum of absolute changes; R's
 * `sampling` stops at 1e-6 and so differs from the limit in the seventh digit.
 * Throws BadProbabilities, NonconvergentProbabilities.
 * Source: Chen, Dempster, Liu (1994), Biometrika 81, eq. 4 to 6; Deville (2000); Tillé (2006), §5.6.
 * @param probability pi_i in (0, 1), of each unit
 */
export function jointMaximumEntropy(
  probability: readonly number[],
  tolerance = 1e-14,
): JointProbabilities {
  const n = requireProbabilities(probability, true);
  const odds = maximumEntropyOdds(probability, n, tolerance * probability.length);
  const all = elementarySymmetric(odds, n)[n]!;
  return probability.map((pi, i) => {
    const row = probability.map((other, j) => {
      if (i === j) return pi;
      if (pi === other) return Number.NaN;
      const difference = odds[j]! - odds[i]!;
      if (Math.abs(difference) > NEAR_TIE * odds[i]!)
        return (pi * odds[j]! - other * odds[i]!) / difference;
      const others = elementarySymmetric(without(odds, i, j), n);
      return n < 2 ? 0 : (odds[i]! * odds[j]! * others[n - 2]!) / all;
    });
    return shareRemainder(row, n * pi);
  });
}

/** Fills the places of equal units so that the row adds up to `rowSum`, n pi_i. */
function shareRemainder(row: readonly number[], rowSum: number): number[] {
  const known = row.filter((value) => !Number.isNaN(value));
  const left = rowSum - known.reduce((sum, value) => sum + value, 0);
  return row.map((value) => (Number.isNaN(value) ? left / (row.length - known.length) : value));
}

/** Odds of the Poisson design that, given its size n, has the inclusion probabilities pi_i. */
function maximumEntropyOdds(
  probability: readonly number[],
  n: number,
  tolerance: number,
): number[] {
  let free = [...probability];
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const odds = free.map((pi) => pi / (1 - pi));
    const all = elementarySymmetric(odds, n)[n]!;
    const next = free.map((pi, i) => {
      const reached = (odds[i]! * elementarySymmetric(without(odds, i), n)[n - 1]!) / all;
      return pi + probability[i]! - reached;
    });
    const change = next.reduce((sum, value, i) => sum + Math.abs(value - free[i]!), 0);
    free = next;
    if (!(change < Number.POSITIVE_INFINITY) || free.some((pi) => pi <= 0 || pi >= 1)) break;
    if (change <= tolerance) return free.map((pi) => pi / (1 - pi));
  }
  throw new SamplingError('NonconvergentProbabilities', 'The probabilities did not settle.', {
    iterations: ITERATIONS,
  });
}
