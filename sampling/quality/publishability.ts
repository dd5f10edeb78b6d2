import { SamplingError } from '../errors.ts';

export type Verdict = 'show' | 'flag' | 'suppress-reliability' | 'suppress-confidentiality';

/** Why a proportion is not simply shown; stable codes, one sentence each in a caller's language. */
export type PublicationReason =
  | 'below-confidentiality-threshold'
  | 'no-respondents'
  | 'no-interval'
  | 'few-respondents'
  | 'few-effective-respondents'
  | 'wide-interval'
  | 'few-degrees-of-freedom'
  | 'all-or-none';

export interface ProportionForPublication {
  /** Estimated proportion in [0, 1], or null where nobody answered. */
  readonly value: number | null;
  /** Its 95 % interval in [0, 1] (Korn–Graubard is the conservative choice), or null without one. */
  readonly interval: { readonly lower: number; readonly upper: number } | null;
  readonly nRespondents: number;
  /** Effective sample size; null where the variance is zero and none exists. */
  readonly nEffective: number | null;
  readonly df: number;
  /** Fewest respondents a figure may rest on, for confidentiality. */
  readonly minimumRespondents?: number;
}

export interface Publishability {
  readonly verdict: Verdict;
  readonly reasons: readonly PublicationReason[];
}

const DEFAULT_CONFIDENTIALITY_THRESHOLD = 5;

const MINIMUM_SAMPLE = 30;
/** An interval as wide as this is too uncertain to be shown. */
export const WIDEST = 0.3;
const FEW_DEGREES = 8;

/**
 * Decides whether an estimated proportion may be published: shown, shown with a flag, withheld as
 * too uncertain, or withheld to protect the respondents (which comes first). Counts are persons,
 * `value` and `interval` are shares in [0, 1]. Throws InvalidEstimate for values no estimate has.
 * Source: Parker et al. 2017, NCHS Vital and Health Statistics 2(175), presentation standards for
 * proportions; the confidentiality threshold is the usual minimum frequency (Hundepool et al.
 * 2012, §4.2). Their relative width (130 % of the proportion) is left out: it strikes low shares only,
 * and of satisfied and dissatisfied people one could be shown and the other not.
 */
export function publishability(estimate: ProportionForPublication): Publishability {
  refuseImpossible(estimate);
  const threshold = estimate.minimumRespondents ?? DEFAULT_CONFIDENTIALITY_THRESHOLD;
  if (estimate.nRespondents > 0 && estimate.nRespondents < threshold)
    return {
      verdict: 'suppress-confidentiality',
      reasons: ['below-confidentiality-threshold'],
    };
  const unreliable = unreliabilities(estimate);
  if (unreliable.length > 0) return { verdict: 'suppress-reliability', reasons: unreliable };
  const doubts = doubtsAbout(estimate);
  return { verdict: doubts.length > 0 ? 'flag' : 'show', reasons: doubts };
}

function unreliabilities(estimate: ProportionForPublication): PublicationReason[] {
  const { value, interval, nRespondents, nEffective } = estimate;
  if (nRespondents === 0 || value === null) return ['no-respondents'];
  // Their number is reason enough: how wide the range is, or that there is no variance, would tell of their answers.
  if (nRespondents < MINIMUM_SAMPLE) return ['few-respondents'];
  const reasons: PublicationReason[] = [];
  if (nEffective !== null && nEffective < MINIMUM_SAMPLE) reasons.push('few-effective-respondents');
  if (interval === null) return [...reasons, 'no-interval'];
  if (interval.upper - interval.lower >= WIDEST) reasons.push('wide-interval');
  return reasons;
}

function doubtsAbout({ df, value }: ProportionForPublication): PublicationReason[] {
  const reasons: PublicationReason[] = [];
  if (df < FEW_DEGREES) reasons.push('few-degrees-of-freedom');
  if (value === 0 || value === 1) reasons.push('all-or-none');
  return reasons;
}

function refuseImpossible(estimate: ProportionForPublication): void {
  const { value, interval, nRespondents, nEffective, df } = estimate;
  const share = (x: number) => x >= 0 && x <= 1;
  const possible =
    Number.isSafeInteger(nRespondents) &&
    nRespondents >= 0 &&
    (value === null || share(value)) &&
    (nEffective === null || nEffective >= 0) &&
    !Number.isNaN(df) &&
    (interval === null ||
      (share(interval.lower) && share(interval.upper) && interval.lower <= interval.upper));
  if (!possible)
    throw new SamplingError('InvalidEstimate', 'This is not an estimated proportion.', {
      ...estimate,
    });
}
