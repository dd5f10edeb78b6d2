import type { DispositionCounts } from './response-rates.ts';
import { responseRates } from './response-rates.ts';

/** Cooperation, refusal and contact rates in [0, 1]; null where nobody is in the denominator. */
export type ContactRates = Readonly<
  Record<
    'COOP1' | 'COOP2' | 'COOP3' | 'COOP4' | 'REF1' | 'REF2' | 'REF3' | 'CON1' | 'CON2' | 'CON3',
    number | null
  >
>;

/**
 * AAPOR cooperation, refusal and contact rates. Those numbered 1 count every case of unknown eligibility as
 * eligible, REF2 and CON2 the estimated share e of them, REF3 and CON3 none; cooperation is among the contacted.
 * @param counts final dispositions, in persons
 * @param eligibleShareOfUnknown e in [0, 1]; by default the share among known units (CASRO)
 * @throws SamplingError InvalidDispositions
 * AAPOR (2023), Standard Definitions, 10th ed.
 */
export function contactRates(
  counts: DispositionCounts,
  eligibleShareOfUnknown?: number,
): ContactRates {
  const { eligibleShareOfUnknown: e } = responseRates(counts, eligibleShareOfUnknown);
  const { complete, partial, refusal, nonContact, other, unknownEligibility } = counts;
  const interviews = complete + partial;
  const contacted = interviews + refusal + other;
  const eligible = contacted + nonContact;
  const rate = (part: number, base: number) => (base > 0 ? part / base : null);
  return {
    COOP1: rate(complete, contacted),
    COOP2: rate(interviews, contacted),
    COOP3: rate(complete, interviews + refusal),
    COOP4: rate(interviews, interviews + refusal),
    REF1: rate(refusal, eligible + unknownEligibility),
    REF2: rate(refusal, eligible + e * unknownEligibility),
    REF3: rate(refusal, eligible),
    CON1: rate(contacted, eligible + unknownEligibility),
    CON2: rate(contacted, eligible + e * unknownEligibility),
    CON3: rate(contacted, eligible),
  };
}
