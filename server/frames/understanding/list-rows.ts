import type { ColumnRole } from '#contract/frames.ts';
import type { SheetRow } from '../reading/sheet-row.ts';
import { looksLikeDossierCode } from './dossier-code.ts';
import { fold } from './fold.ts';
import { isNumbering } from './headings.ts';

/** Where each role's column stands in the sheet, from 0. */
export type Columns = ReadonlyMap<ColumnRole, number>;

export const cellOf = (row: SheetRow, columns: Columns, role: ColumnRole): string => {
  const column = columns.get(role);
  return column === undefined ? '' : (row.cells[column] ?? '');
};

/**
 * Whether a row below the headings is a dossier's. Numbering, repeated headings, group titles (“Xã Vĩnh
 * Thông”), totals and signatures are not: they are no rows of the list and are counted nowhere.
 */
export function isDossierRow(
  row: SheetRow,
  columns: Columns,
  headings: readonly string[],
): boolean {
  if (looksLikeDossierCode(cellOf(row, columns, 'dossierCode'))) return true;
  const filled = [...columns.values()].filter((column) => (row.cells[column] ?? '') !== '').length;
  if (filled < (columns.size >= 5 ? 3 : 2)) return false;
  if (isNumbering(row) || isTotal(row)) return false;
  const repeated = [...columns.values()].filter((column) => {
    const cell = row.cells[column];
    return cell && cell === headings[column];
  }).length;
  return repeated * 2 < filled;
}

function isTotal({ cells }: SheetRow): boolean {
  const first = fold(cells.find((cell) => cell !== '') ?? '');
  return TOTAL.some(
    (word) => first === word || first.startsWith(`${word} `) || first.startsWith(`${word}:`),
  );
}
const TOTAL = ['tổng', 'tổng số', 'tổng cộng', 'cộng'].map(fold);
