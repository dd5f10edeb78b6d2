import { SamplingError } from '../errors.ts';

/** Final dispositions of a released sample, in persons (AAPOR Standard Definitions). */
export type DispositionCounts = Readonly<{
  complete: number;
  partial: number;
  refusal: number;
  nonContact: number;
  /** Other eligible non-interviews. */
  other: number;
  /** Unknown whether the unit exists or is eligible. */
  unknownEligibility: number;
  ineligible: number;
}>;

/** Response rates in [0, 1]; null where nobody could have answered. */
export type ResponseRates = Readonly<
  Record<'RR1' | 'RR2' | 'RR3' | 'RR4' | 'RR5' | 'RR6', number | null>
> &
  Readonly<{ eligibleShareOfUnknown: number }>;

/** Share of eligible units among those of known eligibility (CASRO's proportional allocation). */
function proportionalShare(counts: DispositionCounts, eligible: number): number {
  const known = eligible + counts.ineligible;
  return known > 0 ? eligible / known : 1;
}

/**
 * AAPOR response rates. RR1 is the least, RR6 the greatest: RR3 and RR4 count the estimated share
 * of eligible units among the unknown, RR5 and RR6 count none.
 * @param counts final dispositions, in persons
 * @param eligibleShareOfUnknown e in [0, 1]; by default the share among known units (CASRO)
 * @throws SamplingError InvalidDispositions
 * AAPOR (2023), Standard Definitions, 10th ed.
 */
export function responseRates(
  counts: DispositionCounts,
  eligibleShareOfUnknown?: number,
): ResponseRates {
  const { complete, partial, refusal, nonContact, other, unknownEligibility } = counts;
  const eligible = complete + partial + refusal + nonContact + other;
  const e = eligibleShareOfUnknown ?? proportionalShare(counts, eligible);
  const whole = Object.values(counts).every((n) => Number.isSafeInteger(n) && n >= 0);
  if (!whole || !(e >= 0 && e <= 1))
    throw new SamplingError('InvalidDispositions', 'Dispositions are counts, e a share.', {
      ...counts,
      eligibleShareOfUnknown: e,
    });
  const rate = (answered: number, base: number) => (base > 0 ? answered / base : null);
  const interviews = complete + partial;
  return {
    RR1: rate(complete, eligible + unknownEligibility),
    RR2: rate(interviews, eligible + unknownEligibility),
    RR3: rate(complete, eligible + e * unknownEligibility),
    RR4: rate(interviews, eligible + e * unknownEligibility),
    RR5: rate(complete, eligible),
    RR6: rate(interviews, eligible),
    eligibleShareOfUnknown: e,
  };
}
