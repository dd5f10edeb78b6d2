import type { Slack } from './slack.ts';

/** One stratum as the attacker knows it, and the domains whose figures it is part of, by their positions. */
export interface AskedStratum {
  readonly weight: number;
  readonly respondents: number;
  /** Its agency's, the agency first; none where it is named after no agency. */
  readonly own: readonly number[];
  /** That cross the agencies, the narrowest first: field, province. */
  readonly shared: readonly number[];
}

/** What the figures leave open of one criterion: by domain, over the criterion and every node above it. */
export type Slacks = readonly Slack[];

export interface AnswersRule {
  readonly values: number;
  /** Position of the lowest satisfied value. */
  readonly satisfiedFrom: number;
  /** Strata with fewer respondents may not be known by any answer. */
  readonly threshold: number;
}

/** So many answers of a stratum cross over; negative: the other way. */
export interface Shift {
  readonly stratum: number;
  readonly persons: number;
}

export interface Asked {
  readonly strata: readonly AskedStratum[];
  readonly counts: Float64Array;
  readonly rule: AnswersRule;
}
