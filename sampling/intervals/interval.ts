import { SamplingError } from '../errors.ts';

export type IntervalMethod =
  | 'wilson-capped'
  | 'wilson'
  | 'korn-graubard'
  | 'logit'
  | 'wald'
  | 'clopper-pearson'
  | 'mean-t';

/** A confidence interval on the scale of the estimate (a proportion: 0 to 1). */
export type Interval = Readonly<{
  lower: number;
  upper: number;
  /** Nominal coverage, e.g. 0.95. */
  level: number;
  method: IntervalMethod;
}>;

/** What an interval for a proportion is made from. */
export type ProportionEstimate = Readonly<{
  /** Estimated proportion p̂ in [0, 1]. */
  value: number;
  /** Design variance of p̂; 0 where all answers agree or the domain was fully enumerated. */
  variance: number;
  /** Degrees of freedom of the variance; Infinity gives normal quantiles. */
  df: number;
  /** Respondents behind the estimate, in persons. */
  respondents: number;
  /** Respondents over population of the domain, in [0, 1]; 0 when unknown or not needed. */
  samplingFraction?: number;
  /** Answers behind a pooled share, when a person gives several; otherwise the respondents. */
  observations?: number;
}>;

/** A level outside (0, 1), or numbers no proportion estimate can have. */
export class ImpossibleInterval extends SamplingError {
  constructor(message: string, details: Readonly<Record<string, unknown>>) {
    super('ImpossibleInterval', message, details);
  }
}

/** @throws ImpossibleInterval for a confidence level outside (0, 1) */
export function checkLevel(level: number): void {
  if (!(level > 0 && level < 1))
    throw new ImpossibleInterval('The confidence level must lie between 0 and 1.', { level });
}

/** @throws ImpossibleInterval for numbers that no estimated proportion can have, or a level outside (0, 1) */
export function checkProportion(estimate: ProportionEstimate, level: number): void {
  checkLevel(level);
  const { value, variance, df, respondents, samplingFraction = 0 } = estimate;
  const possible = [
    value >= 0 && value <= 1,
    variance >= 0,
    df >= 0,
    respondents >= 0,
    samplingFraction >= 0,
  ];
  if (!possible.every(Boolean))
    throw new ImpossibleInterval('These numbers are not those of an estimated proportion.', {
      ...estimate,
    });
}

/** An interval never leaves [0, 1] and never excludes its own estimate, whatever the rounding. */
export function withinUnitInterval(
  bounds: readonly [lower: number, upper: number],
  value: number,
  level: number,
  method: IntervalMethod,
): Interval {
  const lower = Math.max(0, Math.min(value, bounds[0]));
  const upper = Math.min(1, Math.max(value, bounds[1]));
  return { lower, upper, level, method };
}
