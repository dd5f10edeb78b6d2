import { SamplingError } from '../errors.ts';

/** Elementary symmetric polynomials e_0 .. e_n of the values, by the usual product expansion. */
export function elementarySymmetric(values: readonly number[], n: number): Float64Array {
  const e = new Float64Array(n + 1);
  e[0] = 1;
  for (const value of values) for (let k = n; k >= 1; k--) e[k]! += value * e[k - 1]!;
  return e;
}

/** The list without the elements at the positions named. */
export const without = (list: readonly number[], ...out: readonly number[]): number[] =>
  list.filter((_, i) => !out.includes(i));

/**
 * Sample size n that inclusion probabilities add up to. Throws BadProbabilities unless they add up
 * to a whole n >= 1 and lie in (0, 1], or in (0, 1) where `isOpen`.
 */
export function requireProbabilities(probability: readonly number[], isOpen = false): number {
  const sum = probability.reduce((sum, value) => sum + value, 0);
  const n = Math.round(sum);
  const fits = probability.every((pi) => pi > 0 && (isOpen ? pi < 1 : pi <= 1));
  if (!fits || n < 1 || Math.abs(sum - n) > 1e-9 * probability.length)
    throw new SamplingError(
      'BadProbabilities',
      'Inclusion probabilities must add up to a whole n.',
      {
        sum,
      },
    );
  return n;
}
