import { SamplingError } from '../errors.ts';

/** Losses between an invitation and a completed questionnaire, and how many can be invited. */
export interface Losses {
  /** Share of eligible persons who answer, in (0, 1]; 1 without it. */
  readonly responseRate?: number;
  /** Share of invited persons who belong to the population, in (0, 1]; 1 without it. */
  readonly eligibility?: number;
  /** Frame units; infinite without it. */
  readonly N?: number | null;
}

/** Invitations needed for a number of completes. */
export interface Invitations {
  readonly invitations: number;
  /** The frame is smaller than the invitations needed: everybody is invited. */
  readonly capped: boolean;
  /** Completes these invitations let expect. */
  readonly expectedCompletes: number;
}

/**
 * Invitations for a number of completes: completes / (response rate * eligibility), rounded up and
 * capped at N. Throws BadRate, BadPopulation.
 * Source: Valliant, Dever, Kreuter (2018), Practical Tools, §6.
 */
export function inflateForNonresponse(completes: number, losses: Losses): Invitations {
  const { responseRate = 1, eligibility = 1 } = losses;
  requireRate('responseRate', responseRate);
  requireRate('eligibility', eligibility);
  const N = requirePopulation(losses.N);
  const needed = roundUp(completes / (responseRate * eligibility));
  const invitations = Math.min(needed, N);
  const expectedCompletes =
    needed > N ? invitations * responseRate * eligibility : Math.max(completes, 0);
  return { invitations, capped: needed > N, expectedCompletes };
}

/** Smallest integer not below x; a sum that misses an integer by rounding error alone is that integer. */
export const roundUp = (x: number): number => Math.ceil(x - 1e-9 * Math.max(1, Math.abs(x)));

/** Population size as a number: infinite where none is given. Throws BadPopulation. */
export function requirePopulation(N: number | null | undefined): number {
  if (N === null || N === undefined) return Number.POSITIVE_INFINITY;
  if (!Number.isSafeInteger(N) || N < 1)
    throw new SamplingError('BadPopulation', 'A population is a whole number from 1.', { N });
  return N;
}

/** Throws BadRate unless `rate` lies in (0, 1]. */
export function requireRate(field: string, rate: number): void {
  if (!(rate > 0 && rate <= 1))
    throw new SamplingError('BadRate', `${field} lies above 0 and at most at 1.`, { field, rate });
}

/** Throws BadProportion unless p lies strictly between 0 and 1. */
export function requireProportion(p: number): void {
  if (!(p > 0 && p < 1))
    throw new SamplingError('BadProportion', 'A planned proportion lies between 0 and 1.', { p });
}

/** Throws BadProportion unless 0 <= p <= 1: Wilson's interval has a width at 0 and 1 too. */
export function requireShare(p: number): void {
  if (!(p >= 0 && p <= 1))
    throw new SamplingError('BadProportion', 'A planned proportion is between 0 and 1.', { p });
}

/** Throws BadPlanningValue unless `value` is positive and finite. */
export function requirePositive(field: string, value: number): void {
  if (!(value > 0 && Number.isFinite(value)))
    throw new SamplingError('BadPlanningValue', `${field} must be positive.`, { field, value });
}
