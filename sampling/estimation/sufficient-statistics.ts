import { SamplingError } from '../errors.ts';
import type { Column } from '../numeric/column.ts';

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

function checkLengths(cellOf: Column, x: Column, y: Column): void {
  if (cellOf.length !== x.length || x.length !== y.length)
    throw new SamplingError('UnequalColumns', 'Cell, x and y must have one entry per respondent.', {
      cells: cellOf.length,
      x: x.length,
      y: y.length,
    });
}

function greatest(column: Column): number {
  let most = 0;
  for (let i = 0; i < column.length; i++) if (column[i]! > most) most = column[i]!;
  return most;
}

/** Six sums per respondent: for any numbers. */
function addEach(cellOf: Column, x: Column, y: Column, sums: Float64Array): void {
  for (let i = 0; i < cellOf.length; i++) {
    const xi = x[i]!;
    if (xi === 0) continue;
    const yi = y[i]!;
    const offset = cellOf[i]! * SUMS_PER_CELL;
    sums[offset]! += 1;
    sums[offset + 1]! += xi;
    sums[offset + 2]! += yi;
    sums[offset + 3]! += xi * xi;
    sums[offset + 4]! += xi * yi;
    sums[offset + 5]! += yi * yi;
  }
}

/** Two whole numbers below 2²⁶ share a double exactly; the second is multiplied by this. */
const HALF = 2 ** 26;

/**
 * The same for small whole numbers with two sums to a double: half the memory traffic, which is
 * what the pass costs. Every sum of a cell must stay below 2²⁶.
 */
function addPacked(cellOf: Column, cells: number, x: Uint8Array, y: Uint8Array): Float64Array {
  const packed = new Float64Array(3 * cells);
  for (let i = 0; i < cellOf.length; i++) {
    const xi = x[i]!;
    const yi = xi > 0 ? y[i]! : 0;
    const offset = 3 * cellOf[i]!;
    packed[offset]! += (xi > 0 ? 1 : 0) + xi * HALF;
    packed[offset + 1]! += yi + Math.imul(xi, xi) * HALF;
    packed[offset + 2]! += Math.imul(xi, yi) + Math.imul(yi, yi) * HALF;
  }
  const sums = new Float64Array(cells * SUMS_PER_CELL);
  for (let cell = 0; cell < cells; cell++) {
    const offset = cell * SUMS_PER_CELL;
    const [first, second, third] = [
      packed[3 * cell]!,
      packed[3 * cell + 1]!,
      packed[3 * cell + 2]!,
    ];
    sums[offset + 1] = Math.floor(first / HALF);
    sums[offset] = first - sums[offset + 1]! * HALF;
    sums[offset + 3] = Math.floor(second / HALF);
    sums[offset + 2] = second - sums[offset + 3]! * HALF;
    sums[offset + 5] = Math.floor(third / HALF);
    sums[offset + 4] = third - sums[offset + 5]! * HALF;
  }
  return sums;
}

/** A bound on the sums of any cell: its respondents times the square of the greatest value. */
function greatestSum(cellOf: Column, cells: number, x: Uint8Array, y: Uint8Array): number {
  const counts = new Uint32Array(cells);
  let bits = 0;
  for (let i = 0; i < cellOf.length; i++) counts[cellOf[i]!]! += 1;
  for (let i = 0; i < x.length; i++) bits |= x[i]! | y[i]!;
  return greatest(counts) * bits * bits;
}

function addAll(cellOf: Column, cells: number, x: Column, y: Column): Float64Array {
  const isSmall = x instanceof Uint8Array && y instanceof Uint8Array;
  if (isSmall && greatestSum(cellOf, cells, x, y) < HALF) return addPacked(cellOf, cells, x, y);
  const sums = new Float64Array(cells * SUMS_PER_CELL);
  addEach(cellOf, x, y, sums);
  return sums;
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
  const last = greatest(cellOf);
  if (cellOf.length > 0 && last >= cells)
    throw new SamplingError('CellOutOfRange', 'A respondent lies in no known cell.', {
      cell: last,
      cells,
    });
  return { cells, sums: addAll(cellOf, cells, x, y) };
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
