import { tQuantile } from '../distributions/student-t.ts';
import type { Interval, ProportionEstimate } from './interval.ts';
import { checkProportion, withinUnitInterval } from './interval.ts';

/** Score bounds for a proportion seen with an effective sample size; ∞ gives the point itself. */
function scoreBounds(p: number, nEffective: number, t: number): [number, number] {
  if (nEffective === Infinity) return [p, p];
  const c = t * t;
  const scale = 1 + c / nEffective;
  const centre = (p + c / (2 * nEffective)) / scale;
  const half = ((t / (2 * nEffective)) * Math.sqrt(4 * nEffective * p * (1 - p) + c)) / scale;
  return [centre - half, centre + half];
}

/** The sample size a variance of zero speaks for: the respondents, or everybody when all answered. */
const sizeWithoutVariance = ({ respondents, samplingFraction = 0 }: ProportionEstimate) =>
  samplingFraction >= 1 ? Infinity : respondents;

/**
 * Effective sample size p(1−p)/v, at most n/(1−f): a variance that happens to come out small
 * cannot claim more than a simple random sample of as many independent answers would. For a
 * person's single answer n is the respondents; for a pooled index it is the valid answers (capped at
 * persons, the nominal 95 % interval of a ward's index covers 99.9 %; at answers, 95.2 %).
 */
export function cappedEffectiveSize(estimate: ProportionEstimate): number {
  const { value, variance, respondents, samplingFraction = 0 } = estimate;
  if (variance === 0) return sizeWithoutVariance(estimate);
  const { observations = respondents } = estimate;
  const cap = samplingFraction >= 1 ? Infinity : observations / (1 - samplingFraction);
  return Math.min((value * (1 - value)) / variance, cap);
}

/**
 * Wilson score interval on the capped effective sample size with Student quantiles: the product's
 * default for a share.
 * @param estimate p̂ with its design variance, df, respondents and sampling fraction
 * @param level nominal coverage, e.g. 0.95
 * @returns null when there are no degrees of freedom or no respondents
 * @throws ImpossibleInterval
 * Wilson (1927); Kott & Liu (2009); Franco, Little, Louis & Slud (2019).
 */
export function intervalWilsonCapped(estimate: ProportionEstimate, level = 0.95): Interval | null {
  checkProportion(estimate, level);
  const { value, df } = estimate;
  const nEffective = cappedEffectiveSize(estimate);
  if (df === 0 || nEffective === 0) return null;
  const t = tQuantile((1 + level) / 2, df);
  return withinUnitInterval(scoreBounds(value, nEffective, t), value, level, 'wilson-capped');
}

/**
 * Wilson score interval on the effective sample size p(1−p)/v without a cap, as R users compute
 * it; where v = 0 it rests on the respondents. With v = p(1−p)/n and df = ∞ it is the textbook
 * interval.
 * @param estimate share in [0, 1] with variance and degrees of freedom
 * @param level nominal coverage, in (0, 1)
 * @returns null when there are no degrees of freedom or no respondents
 * @throws ImpossibleInterval
 * Wilson (1927); Kott & Carr (1997).
 */
export function intervalWilson(estimate: ProportionEstimate, level = 0.95): Interval | null {
  checkProportion(estimate, level);
  const { value, variance, df } = estimate;
  const nEffective =
    variance === 0 ? sizeWithoutVariance(estimate) : (value * (1 - value)) / variance;
  if (df === 0 || nEffective === 0) return null;
  const t = tQuantile((1 + level) / 2, df);
  return withinUnitInterval(scoreBounds(value, nEffective, t), value, level, 'wilson');
}
