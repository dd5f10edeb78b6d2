/** Levels of domains that figures are published for. */
export type FigureLevel = 'province' | 'agency' | 'field' | 'agency_field';

interface Precision {
  readonly share: number;
  readonly mean: number;
}
/** From the finest to the coarsest; a mean runs over four points where a share runs over one. */
const LADDER: readonly Precision[] = [
  { share: 0.0001, mean: 0.01 },
  { share: 0.001, mean: 0.01 },
  { share: 0.01, mean: 0.1 },
  { share: 0.05, mean: 0.5 },
];
export const COARSEST = LADDER.length - 1;

/** A share from here on, or from the other end, can be published as a band. */
export const BAND_FROM = 0.9;

export const mayBeBanded = (index: number): boolean => index >= BAND_FROM || index <= 1 - BAND_FROM;

/**
 * Whole percent for an agency and what is below it, a tenth for the province and its fields, two decimals
 * for the province's total alone: N_h and n_h are public, and from six digits single answers follow.
 * @param level of the domain
 * @param isTotal the total of the index, not a node below
 * @returns place on the ladder of `precisionAt`, 0 the finest
 * sampling.md §1c, disclosure.
 */
export const rungOf = (level: FigureLevel, isTotal: boolean): number =>
  level === 'agency' || level === 'agency_field' ? 2 : level === 'province' && isTotal ? 0 : 1;

/**
 * What shares and means are rounded to.
 * @param rung place on the ladder; beyond the coarsest it is the coarsest
 * @returns steps: of shares, and of means in points
 * sampling.md §1c, disclosure.
 */
export const precisionAt = (rung: number): Precision => LADDER[Math.min(rung, COARSEST)]!;

/**
 * The step of a mean beside shares of this step.
 * @param share step of the shares
 * sampling.md §1c, disclosure.
 */
export const meanStepOf = (share: number): number =>
  LADDER.find((precision) => precision.share === share)?.mean ?? share;
