import { tQuantile } from '../distributions/student-t.ts';
import type { Interval, ProportionEstimate } from './interval.ts';
import { checkProportion, withinUnitInterval } from './interval.ts';

const inverseLogit = (u: number) => 1 / (1 + Math.exp(-u));

/**
 * Interval symmetric on the logit scale, with Student quantiles (R `svyciprop(method = "xlogit")`,
 * SUDAAN, SPSS).
 * @param estimate share in [0, 1] with variance and degrees of freedom
 * @param level nominal coverage, in (0, 1)
 * @returns null when p̂ is 0 or 1, where the scale has no such point, or without df
 * @throws ImpossibleInterval
 * Korn & Graubard (1999).
 */
export function intervalLogit(estimate: ProportionEstimate, level = 0.95): Interval | null {
  checkProportion(estimate, level);
  const { value, variance, df } = estimate;
  if (df === 0 || value === 0 || value === 1) return null;
  const middle = Math.log(value / (1 - value));
  const half = (tQuantile((1 + level) / 2, df) * Math.sqrt(variance)) / (value * (1 - value));
  const bounds = [inverseLogit(middle - half), inverseLogit(middle + half)] as const;
  return withinUnitInterval(bounds, value, level, 'logit');
}
