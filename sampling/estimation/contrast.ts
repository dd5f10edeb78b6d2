import type { Interval } from '../intervals/interval.ts';
import { intervalMean } from '../intervals/wald.ts';
import type { Linearized, UnitDesign } from './linearization.ts';
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
 * A linear combination Σ cₖθₖ of estimates under one design, e.g. a difference of two domains, with
 * the covariances that come from shared units and shared strata.
 * @param parts coefficients and linearized estimates; the value is null when one has no answers
 * Binder (1983); R `svycontrast`.
 */
export function contrast(
  design: UnitDesign,
  parts: readonly (readonly [coefficient: number, Linearized])[],
  { level = 0.95, df: given }: ContrastOptions = {},
): Contrast {
  const df =
    given ?? Math.min(...parts.map(([, part]) => Math.max(0, part.respondents - part.strata)));
  const none = { se: null, df, interval: null, method: 'taylor-contrast' } as const;
  if (parts.some(([, part]) => part.value === null)) return { value: null, ...none };
  const value = parts.reduce((sum, [c, part]) => sum + c * part.value!, 0);
  if (parts.some(([, part]) => part.respondents <= Math.max(1, part.uncollapsed)))
    return { value, ...none };
  const scores = combineScores(parts.map(([c, part]) => [c, part.scores]));
  const variance = scoreVariance(design, scores);
  const interval = intervalMean({ value, variance, df }, level);
  return { value, se: Math.sqrt(variance), df, interval, method: 'taylor-contrast' };
}
