import { SamplingError } from '../errors.ts';

/** Sums kept per cell, in this order. */
export const SUMS_PER_CELL = 6;

/**
 * What a ratio and its variance need of the answers, per cell (a stratum, or a stratum × domain):
 * n answered, Σx, Σy, Σx², Σxy, Σy², interleaved. Unweighted, so integers stay exact below 2⁵³ and
 * merging is associative to the last bit.
 */
export type SufficientStatistics = Readonly<{
  cells: number;
  sums: Float64Array;
}>;

/** The arrays a column of answers may come in. */
export type Column = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

function checkLengths(cellOf: Column, x: Column, y: Column): void {
  if (cellOf.length !== x.length || x.length !== y.length)
    throw new SamplingError('UnequalColumns', 'Cell, x and y must have one entry per respondent.', {
      cells: cellOf.length,
      x: x.length,
      y: y.length,
    });
}

/**
 * One pass over the respondents.
 * @param cellOf cell of each respondent, 0 … cells − 1
 * @param cells number of cells
 * @param x denominator of each respondent (valid answers; 1 for a mean), y its numerator
 * @throws SamplingError UnequalColumns, CellOutOfRange
 * A respondent with x = 0 has no valid answer and counts nowhere.
 */
export function accumulate(
  cellOf: Column,
  cells: number,
  x: Column,
  y: Column,
): SufficientStatistics {
  checkLengths(cellOf, x, y);
  // One spare cell takes those without a valid answer and those out of range, without a branch.
  const sums = new Float64Array((cells + 1) * SUMS_PER_CELL);
  let greatest = 0;
  for (let i = 0; i < cellOf.length; i++) {
    const cell = cellOf[i]!;
    const xi = x[i]!;
    const yi = y[i]!;
    if (cell > greatest) greatest = cell;
    const at = (xi > 0 && cell < cells ? cell : cells) * SUMS_PER_CELL;
    sums[at]! += 1;
    sums[at + 1]! += xi;
    sums[at + 2]! += yi;
    sums[at + 3]! += xi * xi;
    sums[at + 4]! += xi * yi;
    sums[at + 5]! += yi * yi;
  }
  if (cellOf.length > 0 && greatest >= cells)
    throw new SamplingError('CellOutOfRange', 'A respondent lies in no known cell.', {
      cell: greatest,
      cells,
    });
  return { cells, sums: sums.subarray(0, cells * SUMS_PER_CELL) };
}

/**
 * Adds statistics of two batches over the same cells.
 * @throws SamplingError DifferentCells
 */
export function merge(a: SufficientStatistics, b: SufficientStatistics): SufficientStatistics {
  if (a.cells !== b.cells)
    throw new SamplingError('DifferentCells', 'Only statistics over the same cells can be added.', {
      cells: [a.cells, b.cells],
    });
  return { cells: a.cells, sums: a.sums.map((sum, k) => sum + b.sums[k]!) };
}
