import { withCellsAbove } from '../read/merged-down.ts';
import type { SheetRow } from '../read/sheet-row.ts';
import { isNumbering } from './headings.ts';

const SAMPLED_ROWS = 100;

/** The first rows below the headings, by which columns are understood. */
export function rowsBelow(top: readonly SheetRow[], headingRows: readonly number[]): SheetRow[] {
  const last = Math.max(0, ...headingRows);
  return top
    .filter((row) => row.number > last && !isNumbering(row))
    .slice(0, SAMPLED_ROWS)
    .map(withCellsAbove);
}
