import type { Interval } from '../intervals/interval.ts';
import { intervalMean } from '../intervals/wald.ts';
import type { UnitDesign, UnitRatio } from './linearization.ts';
import { combineScores, scoreVariance } from './linearization.ts';

export type Contrast = Readonly<{
  value: number | null;
  se: number | null;
  df: number;
  interval: Interval | null;
  method: 'taylor-contrast';
}>;

export type ContrastOptions = Readonly<{
  level?: number;
  /** Degrees of freedom; by default the least of the parts'. */
  df?: number;
}>;

/**
 * A linear combination Σ cₖRₖ of ratios under one design, e.g. a difference of two domains, with
 * the covariances that come from shared units and shared strata.
 * @param parts coefficients and linearized ratios; a null value comes back when one has no answers
 * Binder (1983); R `svycontrast`.
 */
export function contrast(
  design: UnitDesign,
  parts: readonly (readonly [coefficient: number, UnitRatio])[],
  { level = 0.95, df: given }: ContrastOptions = {},
): Contrast {
  const df = given ?? Math.min(...parts.map(([, it]) => Math.max(0, it.respondents - it.strata)));
  if (parts.some(([, ratio]) => ratio.respondents === 0))
    return { value: null, se: null, df, interval: null, method: 'taylor-contrast' };
  const value = parts.reduce((sum, [c, { x, y }]) => sum + (c * y) / x, 0);
  if (parts.some(([, ratio]) => ratio.respondents <= Math.max(1, ratio.uncollapsed)))
    return { value, se: null, df, interval: null, method: 'taylor-contrast' };
  const scores = combineScores(parts.map(([c, ratio]) => [c, ratio.scores]));
  const variance = scoreVariance(design, scores);
  const interval = intervalMean({ value, variance, df }, level);
  return { value, se: Math.sqrt(variance), df, interval, method: 'taylor-contrast' };
}
