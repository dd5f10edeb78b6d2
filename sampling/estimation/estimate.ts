import { SamplingError } from '../errors.ts';
import type { Interval } from '../intervals/interval.ts';

export type EstimationWarningCode =
  /** Strata with one unit of known status were pooled (rule C1). */
  | 'collapsed-strata'
  /** A unit has fewer than two units of known status: its part of the variance is a stand-in. */
  | 'uncollapsed-stratum'
  /** Strata with population but without a unit of known status in their response cell. */
  | 'unrepresented-strata'
  /** No variance can be estimated: fewer than two respondents. */
  | 'no-variance'
  /** There are no degrees of freedom, so there is no interval. */
  | 'no-degrees-of-freedom';

export type EstimationWarning = Readonly<{
  code: EstimationWarningCode;
  message: string;
  strata: readonly string[];
}>;

export type EstimationMethod = 'ratio-taylor' | 'calibrated-residual' | 'smooth-function-taylor';

/** An estimate with its uncertainty. `null` always means "cannot be said", never zero. */
export type Estimate = Readonly<{
  /** null when nobody of the domain gave a valid answer. */
  value: number | null;
  se: number | null;
  /** Respondents minus their variance strata (R `survey::degf` of the domain). */
  df: number;
  /** Respondents with a valid answer, in persons. */
  nRespondents: number;
  /** Effective sample size, capped at n/(1 − f); null without a variance, or for a mean. */
  nEffective: number | null;
  /** Variance over that of a simple random sample of as many (Kish 1965); null where that is 0. */
  deff: number | null;
  /** Weighting effect nΣw²/(Σw)² (Kish 1992). */
  kishDeff: number | null;
  interval: Interval | null;
  method: EstimationMethod;
  parameters: Readonly<{ level: number; interval: string }>;
  warnings: readonly EstimationWarning[];
}>;

/** No variance can be estimated, and a caller asked for one. */
export class NoVarianceEstimate extends SamplingError {
  constructor(message: string, details: Readonly<Record<string, unknown>> = {}) {
    super('NoVarianceEstimate', message, details);
  }
}
