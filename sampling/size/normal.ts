import { normalQuantile } from '../distributions/normal.ts';
import { SamplingError } from '../errors.ts';

/**
 * Two-sided standard normal quantile z for a confidence level in (0, 1): P(|Z| <= z) = level.
 * Throws BadLevel.
 */
export function normalQuantileOfLevel(level: number): number {
  if (!(level > 0 && level < 1))
    throw new SamplingError('BadLevel', 'A confidence level lies between 0 and 1.', { level });
  return normalQuantile((1 + level) / 2);
}

/** One-sided standard normal quantile: P(Z <= z) = probability in (0, 1). Throws BadLevel. */
export function normalQuantileOf(probability: number): number {
  if (!(probability > 0 && probability < 1))
    throw new SamplingError('BadLevel', 'A probability lies between 0 and 1.', { probability });
  return normalQuantile(probability);
}
