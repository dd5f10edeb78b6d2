import { SamplingError } from '../errors.ts';
import type { SufficientStatistics } from './sufficient-statistics.ts';
import { SUMS_PER_CELL } from './sufficient-statistics.ts';

/**
 * Sums over the respondents of one stratum who belong to the domain. For an index, x is a
 * respondent's number of valid answers in the node and y how many of them were 4 or 5; for a mean
 * score y is the sum of the scores. A respondent without a valid answer adds nothing.
 */
export type RatioSums = Readonly<{
  /** Respondents with at least one valid answer (x > 0), in persons. */
  answered: number;
  x: number;
  y: number;
  xx: number;
  xy: number;
  yy: number;
}>;

export const NO_ANSWERS: RatioSums = { answered: 0, x: 0, y: 0, xx: 0, xy: 0, yy: 0 };

/**
 * Statistics over cells in which nobody has answered yet, to be added to.
 * @param cells number of cells: strata, or strata × categories
 * Särndal, Swensson & Wretman (1992, §5.6): the sums that a ratio and its variance need.
 */
export const emptyStatistics = (cells: number): SufficientStatistics => ({
  cells,
  sums: new Float64Array(cells * SUMS_PER_CELL),
});

/**
 * Adds one respondent, in place.
 * @param statistics statistics to add to
 * @param cell the respondent's cell, 0 … cells − 1
 * @param x the respondent's denominator, above 0 (valid answers; 1 for a mean)
 * @param y the respondent's numerator (satisfied answers, or the sum of the scores)
 * Särndal, Swensson & Wretman (1992, §5.6).
 */
export function addRespondent(
  { sums }: SufficientStatistics,
  cell: number,
  x: number,
  y: number,
): void {
  const first = cell * SUMS_PER_CELL;
  sums[first]! += 1;
  sums[first + 1]! += x;
  sums[first + 2]! += y;
  sums[first + 3]! += x * x;
  sums[first + 4]! += x * y;
  sums[first + 5]! += y * y;
}

/**
 * Changes the numerator of one respondent, in place; with the other sign, back again to the last bit.
 * @param statistics statistics to change
 * @param cell the respondent's cell, 0 … cells − 1
 * @param respondent denominator and numerator as they were, and by how much the numerator rises
 * @param sign −1 takes the change back
 * Särndal, Swensson & Wretman (1992, §5.6).
 */
export function shiftRespondent(
  { sums }: SufficientStatistics,
  cell: number,
  { x, y, by }: Readonly<Record<'x' | 'y' | 'by', number>>,
  sign: 1 | -1,
): void {
  const first = cell * SUMS_PER_CELL;
  sums[first + 2]! += sign * by;
  sums[first + 4]! += sign * x * by;
  sums[first + 5]! += sign * (2 * y * by + by * by);
}

/**
 * Adds the sums of several respondents, in place.
 * @param statistics statistics to add to
 * @param cell the respondents' cell, 0 … cells − 1
 * @param added their sums, in persons and answers
 * Särndal, Swensson & Wretman (1992, §5.6).
 */
export function addSums(
  { sums }: SufficientStatistics,
  cell: number,
  { answered, x, y, xx, xy, yy }: RatioSums,
): void {
  const first = cell * SUMS_PER_CELL;
  sums[first]! += answered;
  sums[first + 1]! += x;
  sums[first + 2]! += y;
  sums[first + 3]! += xx;
  sums[first + 4]! += xy;
  sums[first + 5]! += yy;
}

/**
 * The sums of one cell by their names.
 * @param statistics statistics to read
 * @param cell position of the cell, 0 … cells − 1
 * @returns sums in persons and answers
 * Särndal, Swensson & Wretman (1992, §5.6).
 */
export function sumsOfCell({ sums }: SufficientStatistics, cell: number): RatioSums {
  const [answered = 0, x = 0, y = 0, xx = 0, xy = 0, yy = 0] = sums.subarray(
    cell * SUMS_PER_CELL,
    (cell + 1) * SUMS_PER_CELL,
  );
  return { answered, x, y, xx, xy, yy };
}

/**
 * How many respondents the cells count.
 * @param statistics statistics to read
 * @param from first cell counted, 0 by default
 * @param to cell after the last counted; all cells by default
 * @returns persons with a valid answer
 * Särndal, Swensson & Wretman (1992, §5.6).
 */
export function respondentsIn({ cells, sums }: SufficientStatistics, from = 0, to = cells): number {
  let respondents = 0;
  for (let cell = from; cell < to; cell += 1) respondents += sums[cell * SUMS_PER_CELL]!;
  return respondents;
}

/**
 * Puts the cells of several statistics one after the other: category × strata + stratum for one of
 * each category over the same strata.
 * @param parts statistics whose cells follow one another
 * @returns statistics over the cells of all parts
 * Särndal, Swensson & Wretman (1992, §5.6).
 */
export function concatenateCells(parts: readonly SufficientStatistics[]): SufficientStatistics {
  const joined = emptyStatistics(parts.reduce((cells, part) => cells + part.cells, 0));
  let first = 0;
  for (const { sums } of parts) {
    joined.sums.set(sums, first);
    first += sums.length;
  }
  return joined;
}

/**
 * Sums of one stratum each, as statistics with one cell per stratum.
 * @param totals the sums of each stratum, in persons and answers
 * @throws InvalidTotals
 * Särndal, Swensson & Wretman (1992, §5.6).
 */
export function statisticsFromTotals(totals: readonly RatioSums[]): SufficientStatistics {
  const statistics = emptyStatistics(totals.length);
  totals.forEach((sums, cell) => {
    const values = [sums.answered, sums.x, sums.y, sums.xx, sums.xy, sums.yy];
    if (values.some((sum) => !Number.isFinite(sum)) || sums.answered < 0)
      throw new SamplingError('InvalidTotals', 'Sums over respondents must be numbers.', { cell });
    addSums(statistics, cell, sums);
  });
  return statistics;
}
