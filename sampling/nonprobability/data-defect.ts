import { SamplingError } from '../errors.ts';

export interface DataDefect {
  /** Assumed correlation between answering and the answer. */
  readonly correlation: number;
  /** Error of the plain mean, in standard deviations of the answer. */
  readonly biasInSd: number;
  /** Size of a simple random sample with the same mean squared error; null where there is no bias. */
  readonly equivalentSampleSize: number | null;
}

/**
 * How wrong a mean of self-selected answers is if people's answer and their readiness to give it
 * correlate by `correlation` (in [−1, 1]), for n answers out of N persons. An assumption worked
 * out, not an estimate. Throws InvalidOpenLink unless 0 < n ≤ N.
 * Source: Meng 2018, Annals of Applied Statistics 12, eq. 2.3 (bias = ρ·σ·√((N−n)/n)) and 3.7.
 */
export function dataDefect(n: number, N: number, correlation: number): DataDefect {
  if (!(n > 0 && N >= n && Math.abs(correlation) <= 1))
    throw new SamplingError(
      'InvalidOpenLink',
      'These counts are not answers out of a population.',
      {
        n,
        N,
        correlation,
      },
    );
  const missing = (N - n) / n;
  const biased = correlation !== 0 && missing > 0;
  return {
    correlation,
    biasInSd: correlation * Math.sqrt(missing),
    equivalentSampleSize: biased ? 1 / (missing * correlation * correlation) : null,
  };
}
