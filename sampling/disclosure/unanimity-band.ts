import { SamplingError } from '../errors.ts';

const FEW = 10;

/**
 * The band to show instead of a share of exactly 0 or 1 that rests on fewer than ten persons, so
 * that no reader learns how each of them answered; null when the share itself may be shown.
 * `value` is a share in [0, 1], `nRespondents` a count of persons. Throws InvalidEstimate.
 * Source: group disclosure, Hundepool et al. 2012, §5.2; the limit of ten is this product's rule.
 * @param estimate share and respondents
 */
export function unanimityBand(estimate: {
  readonly value: number;
  readonly nRespondents: number;
}): { readonly lower: number; readonly upper: number } | null {
  const { value, nRespondents } = estimate;
  if (!(value >= 0 && value <= 1 && nRespondents >= 0))
    throw new SamplingError('InvalidEstimate', 'This is not an estimated share.', { ...estimate });
  if (nRespondents >= FEW) return null;
  if (value === 1) return { lower: 0.9, upper: 1 };
  return value === 0 ? { lower: 0, upper: 0.1 } : null;
}
