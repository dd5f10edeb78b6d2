import type { Interval, IntervalMethod, ProportionEstimate } from '../intervals/interval.ts';
import { intervalKornGraubard } from '../intervals/korn-graubard.ts';
import { intervalLogit } from '../intervals/logit.ts';
import { intervalMean, intervalWald } from '../intervals/wald.ts';
import { cappedEffectiveSize, intervalWilson, intervalWilsonCapped } from '../intervals/wilson.ts';
import type { Estimate, EstimationMethod, EstimationWarning } from './estimate.ts';

/** How an estimate is to be read: a share of something, or a mean on a scale. */
export type RatioKind =
  | Readonly<{
      kind: 'proportion';
      interval?: Exclude<IntervalMethod, 'mean-t' | 'clopper-pearson'>;
    }>
  | Readonly<{ kind: 'mean'; scale: readonly [least: number, greatest: number] }>;

/** One domain's linearized ratio, before it is given an interval. */
export type LinearizedRatio = Readonly<{
  x: number;
  y: number;
  weight: number;
  squaredWeight: number;
  respondents: number;
  strata: number;
  uncollapsed: number;
  variance: number;
  residual: number;
}>;

const PROPORTION_INTERVALS = {
  'wilson-capped': intervalWilsonCapped,
  wilson: intervalWilson,
  'korn-graubard': intervalKornGraubard,
  logit: intervalLogit,
  wald: intervalWald,
} as const;

/**
 * The proportion as interval functions take it: y/x with x = answers, n = persons.
 * @param ratio linearized ratio, y/x in [0, 1]
 * Korn & Graubard (1998).
 */
export function asProportion(ratio: LinearizedRatio): ProportionEstimate {
  return {
    value: Math.min(1, Math.max(0, ratio.y / ratio.x)),
    variance: ratio.variance,
    df: Math.max(0, ratio.respondents - ratio.strata),
    respondents: ratio.respondents,
    samplingFraction: Math.min(1, ratio.respondents / ratio.weight),
    observations: ratio.respondents * Math.max(1, ratio.x / ratio.weight),
  };
}

/** Variance of the same ratio from a simple random sample of as many respondents. */
function simpleRandomVariance(ratio: LinearizedRatio): number {
  const { respondents: n, weight, residual, x } = ratio;
  const meanX = x / weight;
  const s2 = (residual / weight) * (n / (n - 1));
  return ((1 - n / weight) * s2) / (n * meanX * meanX);
}

function designEffect(ratio: LinearizedRatio): number | null {
  if (ratio.respondents < 2) return null;
  const simple = simpleRandomVariance(ratio);
  return simple > 0 ? ratio.variance / simple : null;
}

function intervalFor(ratio: LinearizedRatio, shape: RatioKind, level: number): Interval | null {
  const proportion = asProportion(ratio);
  if (shape.kind === 'proportion')
    return PROPORTION_INTERVALS[shape.interval ?? 'wilson-capped'](proportion, level);
  const { variance, df } = proportion;
  return intervalMean({ value: ratio.y / ratio.x, variance, df, scale: shape.scale }, level);
}

const intervalName = (shape: RatioKind) =>
  shape.kind === 'mean' ? 'mean-t' : (shape.interval ?? 'wilson-capped');

/** What to say when fewer people answered than a variance or an interval needs. */
function precisionWarnings(df: number, hasVariance: boolean): EstimationWarning[] {
  if (!hasVariance)
    return [
      {
        code: 'no-variance',
        message: 'Fewer than two respondents: no standard error.',
        strata: [],
      },
    ];
  if (df > 0) return [];
  const message = 'No stratum has two respondents of the domain: no interval.';
  return [{ code: 'no-degrees-of-freedom', message, strata: [] }];
}

/**
 * Dresses a linearized ratio as an estimate: standard error, degrees of freedom, design effect,
 * effective size and interval. A single respondent, or only respondents of strata that could not
 * be collapsed, give a value without a standard error.
 * @param ratio linearized ratio of the domain
 * @param shape a share in [0, 1], or a mean with its scale
 * @param level nominal coverage, in (0, 1)
 * @param warnings what the design warns of
 * @param method how the variance was made
 * Särndal, Swensson & Wretman (1992, §5.6); sampling.md §1c.
 */
export function ratioEstimate(
  ratio: LinearizedRatio,
  shape: RatioKind,
  level: number,
  warnings: readonly EstimationWarning[],
  method: EstimationMethod = 'ratio-taylor',
): Estimate {
  const { respondents, strata, uncollapsed, x, weight, squaredWeight } = ratio;
  const df = Math.max(0, respondents - strata);
  const isEmpty = respondents === 0 || x === 0;
  const isCensus = respondents === 1 && weight === 1;
  const hasVariance = (respondents > 1 && respondents > uncollapsed) || isCensus;
  const isProportion = shape.kind === 'proportion';
  return {
    value: isEmpty ? null : isProportion ? asProportion(ratio).value : ratio.y / x,
    se: hasVariance ? Math.sqrt(ratio.variance) : null,
    df,
    nRespondents: respondents,
    nEffective:
      hasVariance && isProportion ? finite(cappedEffectiveSize(asProportion(ratio))) : null,
    deff: hasVariance ? designEffect(ratio) : null,
    kishDeff: isEmpty ? null : (respondents * squaredWeight) / (weight * weight),
    interval: hasVariance ? intervalFor(ratio, shape, level) : null,
    method,
    parameters: { level, interval: intervalName(shape) },
    warnings: isEmpty ? warnings : [...warnings, ...precisionWarnings(df, hasVariance)],
  };
}

const finite = (n: number) => (Number.isFinite(n) ? n : null);
