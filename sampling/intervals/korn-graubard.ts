import { tQuantile } from '../distributions/student-t.ts';
import { betaBounds } from './clopper-pearson.ts';
import type { Interval, ProportionEstimate } from './interval.ts';
import { checkProportion, withinUnitInterval } from './interval.ts';

export type KornGraubardOptions = Readonly<{
  /** NCHS presentation standards: the effective size never exceeds the respondents. */
  truncated?: boolean;
}>;

/** p(1−p)/v · (t_{n−1}/t_df)², or the respondents where the variance is zero. */
function adjustedSize(estimate: ProportionEstimate, level: number): number {
  const { value, variance, df, respondents } = estimate;
  if (variance === 0) return respondents;
  const tail = (1 + level) / 2;
  const ratio = respondents > 1 ? tQuantile(tail, respondents - 1) / tQuantile(tail, df) : 1;
  return ((value * (1 - value)) / variance) * ratio * ratio;
}

/**
 * Korn–Graubard interval: Clopper–Pearson on the df-adjusted effective sample size; the
 * conservative check behind the publication rule.
 * @param estimate p̂ with its design variance, df and respondents
 * @param level nominal coverage
 * @param options `truncated` caps the effective size at the respondents (NCHS 2017)
 * @returns null when there are no degrees of freedom or no respondents
 * @throws ImpossibleInterval
 * Korn & Graubard (1998); R survey `svyciprop(method = "beta")`.
 */
export function intervalKornGraubard(
  estimate: ProportionEstimate,
  level = 0.95,
  options: KornGraubardOptions = {},
): Interval | null {
  checkProportion(estimate, level);
  const { value, df, respondents } = estimate;
  if (df === 0 || respondents === 0) return null;
  const size = adjustedSize(estimate, level);
  const n = options.truncated ? Math.min(size, respondents) : size;
  return withinUnitInterval(betaBounds(n * value, n, level), value, level, 'korn-graubard');
}

/**
 * An interval that holds the Korn–Graubard interval, without quantiles of the beta distribution: enough to see that it is
 * narrow. A beta variable of shapes a and b is sub-Gaussian with variance proxy 1/(4(a + b + 1)).
 * @param estimate p̂ with its design variance, df and respondents
 * @param level nominal coverage
 * @returns bounds in [0, 1]; null when there are no degrees of freedom or no respondents
 * Marchal & Arbel (2017, Theorem 1).
 */
export function aroundKornGraubard(estimate: ProportionEstimate, level = 0.95): Interval | null {
  const { value, df, respondents } = estimate;
  if (df === 0 || respondents === 0) return null;
  const n = adjustedSize(estimate, level);
  const reach = Math.sqrt(Math.log(2 / (1 - level)) / (2 * (n + 2)));
  const least = (n * value) / (n + 1) - reach;
  const greatest = (n * value + 1) / (n + 1) + reach;
  return {
    lower: Math.max(0, least),
    upper: Math.min(1, greatest),
    level,
    method: 'korn-graubard',
  };
}
