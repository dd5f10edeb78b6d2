import { checkLevel } from '../intervals/interval.ts';
import { intervalMean } from '../intervals/wald.ts';
import type { Estimate } from './estimate.ts';
import type { UnitDesign, Variable } from './linearization.ts';
import { linearizeRatio, linearizeTotal } from './linearization.ts';
import type { RatioKind } from './ratio-estimate.ts';
import { ratioEstimate } from './ratio-estimate.ts';

export type UnitEstimateOptions = Readonly<{ shape?: RatioKind; level?: number }>;

/**
 * A ratio, share or mean of a domain with its uncertainty, from the units of a sample; the same
 * figures as `estimateRatioFromTotals`, and also for weights that vary inside strata or were
 * calibrated.
 * @param design of all sampled units (`unitDesign`, `rakedDesign`, `calibratedDesign`)
 * @param variable x (valid answers, or 1 for a mean) and y by unit
 * @param domain positions of the domain's units, ascending
 * @throws ImpossibleInterval
 * Woodruff (1971); Deville & Särndal (1992) for calibrated weights.
 */
export function estimateRatioFromUnits(
  design: UnitDesign,
  variable: Variable,
  domain: ArrayLike<number>,
  { shape = { kind: 'proportion' }, level = 0.95 }: UnitEstimateOptions = {},
): Estimate {
  checkLevel(level);
  const method = design.calibration ? 'calibrated-residual' : 'ratio-taylor';
  return ratioEstimate(linearizeRatio(design, variable, domain), shape, level, [], method);
}

/** An estimated total, in units of y. */
export type TotalEstimate = Pick<Estimate, 'df' | 'nRespondents' | 'interval' | 'parameters'> &
  Readonly<{ value: number; se: number; method: 'total-taylor' | 'calibrated-residual' }>;

/**
 * A total over a domain with its standard error and Student interval, from the units of a sample.
 * @param y value by unit; 1 everywhere estimates the size of the domain
 * @param domain positions of the domain's units, ascending
 * @param design of all sampled units (`unitDesign`, `rakedDesign`, `calibratedDesign`)
 * @param level nominal coverage, in (0, 1)
 * @throws ImpossibleInterval
 * Särndal, Swensson & Wretman (1992, result 3.7.2).
 */
export function estimateTotalFromUnits(
  design: UnitDesign,
  y: Float64Array,
  domain: ArrayLike<number>,
  level = 0.95,
): TotalEstimate {
  const { value, variance } = linearizeTotal(design, y, domain);
  const members = Array.from(domain).filter((i) => design.weights[i] !== 0);
  const strata = new Set(members.map((i) => design.groupOf[i]!));
  const df = members.length - strata.size;
  return {
    value,
    se: Math.sqrt(variance),
    df,
    nRespondents: members.length,
    interval: intervalMean({ value, variance, df }, level),
    method: design.calibration ? 'calibrated-residual' : 'total-taylor',
    parameters: { level, interval: 'mean-t' },
  };
}
