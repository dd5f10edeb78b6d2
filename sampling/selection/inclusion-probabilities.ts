import { SamplingError } from '../errors.ts';
import { requireSizes } from './sized-unit.ts';

/** Inclusion probabilities of a sample of n, and which units are taken with certainty. */
export interface Inclusion {
  readonly probability: readonly number[];
  /** Positions with n x_i > T, found by removing them and asking again. */
  readonly certain: readonly number[];
}

/**
 * Probabilities proportional to size, pi_i = n x_i / T; a unit whose n x_i exceeds T is taken with
 * certainty, and the rest asked again with n - 1. Sizes are whole numbers from 0; size 0 gives 0.
 * Throws BadSize, and BadSampleSize where fewer than n units have a size.
 * Source: Särndal, Swensson, Wretman (1992), §3.6.1.
 */
export function inclusionProbabilities(sizes: readonly number[], n: number): Inclusion {
  requireSizes(sizes, n);
  const sized = sizes.filter((size) => size > 0).length;
  if (!Number.isSafeInteger(n) || n < 0 || n > sized)
    throw new SamplingError('BadSampleSize', `Only ${sized} units have a size, ${n} are wanted.`, {
      n,
      N: sized,
    });
  const certain = new Set<number>();
  for (;;) {
    const left = n - certain.size;
    const total = sizes.reduce((sum, size, i) => (certain.has(i) ? sum : sum + size), 0);
    const found = sizes.flatMap((size, i) => (!certain.has(i) && size * left > total ? [i] : []));
    if (found.length === 0) {
      const probability = sizes.map((size, i) => {
        if (certain.has(i)) return 1;
        return left > 0 ? (left * size) / total : 0;
      });
      return { probability, certain: [...certain].sort((a, b) => a - b) };
    }
    for (const i of found) certain.add(i);
  }
}
