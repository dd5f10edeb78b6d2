import { requirePositive, requireShare } from './nonresponse.ts';
import { normalQuantileOfLevel } from './normal.ts';
import type { Design, SampleSize } from './sample-size.ts';
import { describe } from './sample-size.ts';

/**
 * Half-width of Wilson's interval: z sqrt(p (1 - p) / n + z^2 / 4 n^2) / (1 + z^2 / n); `n` is the
 * effective size, `z` the normal or Student quantile. Source: Wilson (1927), JASA 22.
 */
export const wilsonHalfWidth = (p: number, n: number, z: number): number =>
  (z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))) / (1 + (z * z) / n);

/** Centre of Wilson's interval, (p + z^2 / 2n) / (1 + z^2 / n). Source: Wilson (1927), JASA 22. */
export const wilsonCentre = (p: number, n: number, z: number): number =>
  (p + (z * z) / (2 * n)) / (1 + (z * z) / n);

/**
 * Fewest completes whose Wilson interval has a half-width of at most `e` at proportion p; the
 * design effect divides them into effective ones. The half-width falls in n for every p, so the
 * search is a bisection. Throws BadProportion, BadPlanningValue, BadLevel, BadRate, BadPopulation.
 * Source: Wilson (1927); as PracTools nWilson (Valliant, Dever, Kreuter 2018, §3.4).
 * @param plan p and e in [0, 1], population in persons
 */
export function sampleSizeWilson(plan: Design & { p: number; e: number }): SampleSize {
  const { p, e, confidence = 0.95, designEffect = 1 } = plan;
  requireShare(p);
  requirePositive('e', e);
  requirePositive('designEffect', designEffect);
  const z = normalQuantileOfLevel(confidence);
  const halfWidth = (n: number) => wilsonHalfWidth(p, n / designEffect, z);
  let low = 0;
  let high = 1;
  while (halfWidth(high) > e) high *= 2;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    // Above 2^53 neighbouring doubles differ by more than one.
    if (middle <= low || middle >= high) break;
    if (halfWidth(middle) <= e) high = middle;
    else low = middle;
  }
  return describe('wilson', high / designEffect, high, plan, halfWidth);
}
