import { SamplingError } from '../errors.ts';

/** What became of a released unit, as weighting sees it. */
export type Disposition = 'respondent' | 'nonrespondent' | 'ineligible' | 'unknownEligibility';

/**
 * AAPOR final disposition codes (Standard Definitions, 10th ed. 2023) by their leading digits,
 * longest first: 1 interview, 2 eligible non-interview, 3 unknown eligibility, 4 not eligible.
 */
const BY_CODE: readonly (readonly [prefix: string, Disposition])[] = [
  ['1', 'respondent'],
  ['2', 'nonrespondent'],
  ['3', 'unknownEligibility'],
  ['4', 'ineligible'],
];

/**
 * Reads an AAPOR disposition code such as "1.1", "2.112" or "4.7".
 * @param aaporCode digits with dots
 * @throws SamplingError UnknownDisposition
 * AAPOR (2023), Standard Definitions, 10th ed.
 */
export function dispositionOf(aaporCode: string): Disposition {
  const found = /^\d(\.\d+)*$/.test(aaporCode)
    ? BY_CODE.find(([prefix]) => aaporCode.startsWith(prefix))
    : undefined;
  if (!found)
    throw new SamplingError('UnknownDisposition', `"${aaporCode}" is no AAPOR disposition code.`, {
      code: aaporCode,
    });
  return found[1];
}

/** Known status: the unit answered, or is known not to belong to the population. */
export const isKnownStatus = (disposition: Disposition) =>
  disposition === 'respondent' || disposition === 'ineligible';
