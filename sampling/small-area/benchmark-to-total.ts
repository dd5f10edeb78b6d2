import { SamplingError } from '../errors.ts';

export interface AreaToBenchmark {
  readonly area: string;
  /** Model estimate of the area's mean or share. */
  readonly value: number;
  /** Persons in the area's frame. */
  readonly size: number;
  /** Mean squared error of `value`; needed by the `difference` method. */
  readonly mse?: number;
}

export interface Benchmarked {
  readonly method: 'ratio' | 'difference';
  /** Factor (ratio) or total shift (difference) that was needed. */
  readonly adjustment: number;
  readonly areas: readonly { readonly area: string; readonly value: number }[];
  /** `outside-unit-interval`: a share was moved below 0 or above 1. */
  readonly warnings: readonly 'outside-unit-interval'[];
}

/**
 * Moves model estimates so that Σ size·value equals `total`, the direct estimate for the province:
 * by one common factor (`ratio`), or by amounts in proportion to size × mean squared error, so that
 * uncertain areas move more (`difference`). Throws InvalidBenchmark when the estimates or sizes
 * leave nothing to move.
 * Source: You, Rao & Hidiroglou 2013, Survey Methodology 39, §1; difference: Wang, Fuller & Qu
 * 2008, Survey Methodology 34, eq. 16.
 * @param method `ratio` or `difference`
 */
export function benchmarkToTotal(
  areas: readonly AreaToBenchmark[],
  total: number,
  method: 'ratio' | 'difference' = 'ratio',
): Benchmarked {
  const model = areas.reduce((sum, { size, value }) => sum + size * value, 0);
  const adjustment = method === 'ratio' ? total / model : total - model;
  const moved =
    method === 'ratio'
      ? areas.map(({ value }) => value * adjustment)
      : byDifference(areas, adjustment);
  const possible = [adjustment, ...moved].every(Number.isFinite);
  if (!possible || areas.length === 0 || areas.some(({ size }) => size < 0))
    throw new SamplingError('InvalidBenchmark', 'These estimates cannot be moved to that total.', {
      total,
      model,
    });
  const wasShare = areas.every(({ value }) => value >= 0 && value <= 1);
  const leaves = wasShare && moved.some((value) => value < 0 || value > 1);
  return {
    method,
    adjustment,
    areas: areas.map(({ area }, i) => ({ area, value: moved[i]! })),
    warnings: leaves ? ['outside-unit-interval'] : [],
  };
}

function byDifference(areas: readonly AreaToBenchmark[], gap: number): number[] {
  const weight = areas.map(({ size, mse }) => size * (mse ?? Number.NaN));
  const all = areas.reduce((sum, { size }, i) => sum + size * weight[i]!, 0);
  return areas.map(({ value }, i) => value + (gap * weight[i]!) / all);
}
