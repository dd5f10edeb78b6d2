import { tQuantile } from '../distributions/student-t.ts';
import type { Interval, ProportionEstimate } from './interval.ts';
import { checkLevel, checkProportion, ImpossibleInterval, withinUnitInterval } from './interval.ts';

/**
 * p̂ ± t·SE, clipped to [0, 1]; for comparison with other software only, its coverage is poor.
 * @returns null without degrees of freedom
 * @throws ImpossibleInterval
 */
export function intervalWald(estimate: ProportionEstimate, level = 0.95): Interval | null {
  checkProportion(estimate, level);
  const { value, variance, df } = estimate;
  if (df === 0) return null;
  const half = tQuantile((1 + level) / 2, df) * Math.sqrt(variance);
  return withinUnitInterval([value - half, value + half], value, level, 'wald');
}

/** A mean (or difference) on its own scale. */
export type MeanEstimate = Readonly<{
  value: number;
  variance: number;
  df: number;
  /** Least and greatest value the mean can take, e.g. [1, 5]; bounds are clipped to it. */
  scale?: readonly [least: number, greatest: number];
}>;

/**
 * Student interval for a mean score or a difference, clipped to its scale.
 * @param estimate value, variance and degrees of freedom, in the unit of the variable
 * @param level nominal coverage, in (0, 1)
 * @returns null without degrees of freedom
 * @throws ImpossibleInterval
 * Cochran (1977).
 */
export function intervalMean(estimate: MeanEstimate, level = 0.95): Interval | null {
  checkLevel(level);
  const { value, variance, df, scale = [-Infinity, Infinity] } = estimate;
  if (!(variance >= 0 && df >= 0) || Number.isNaN(value))
    throw new ImpossibleInterval('These numbers are not those of an estimated mean.', {
      ...estimate,
    });
  if (df === 0) return null;
  const half = tQuantile((1 + level) / 2, df) * Math.sqrt(variance);
  const lower = Math.min(value, Math.max(scale[0], value - half));
  const upper = Math.max(value, Math.min(scale[1], value + half));
  return { lower, upper, level, method: 'mean-t' };
}
