import type { ColumnGaps, ColumnRole } from '#contract/list-preview.ts';
import type { Gap } from '../read/gaps.ts';
import type { Headings } from './headings.ts';

/** Roles whose empty cells would put a dossier in error or leave it out unseen. */
const DECISIVE: readonly ColumnRole[] = [
  'dossierCode',
  'ownerName',
  'submitterName',
  'procedureName',
  'procedureCode',
  'returnedOn',
  'finishedOn',
  'status',
  'result',
  'agencyCode',
  'agencyName',
];

interface SheetGaps {
  readonly sheet: number;
  readonly headings: Headings;
  readonly gaps: readonly Gap[];
}

/** Cells below the headings whose value is not in the file, by column. */
export function gapsByColumn({ sheet, headings, gaps }: SheetGaps): ColumnGaps[] {
  const last = Math.max(0, ...headings.rows);
  const columns = new Map<number, { formulas: number; errors: number; first: string }>();
  for (const { row, column, kind } of gaps) {
    if (row <= last) continue;
    const found = columns.get(column) ?? { formulas: 0, errors: 0, first: cellName(column, row) };
    found[kind === 'formula' ? 'formulas' : 'errors']++;
    columns.set(column, found);
  }
  return [...columns].map(([column, found]) => ({ sheet, column, ...found }));
}

/** Of the columns by which a dossier is known, decided or reached: those with such cells. */
export const decisiveGaps = (
  gaps: readonly ColumnGaps[],
  columns: readonly { readonly index: number; readonly role: ColumnRole }[],
): ColumnGaps[] =>
  gaps.filter(({ column }) =>
    columns.some(({ index, role }) => index === column && DECISIVE.includes(role)),
  );

/** As a spreadsheet names it: column 4, row 17 is E17. */
const cellName = (column: number, row: number): string => `${columnLetters(column)}${row}`;

const columnLetters = (column: number): string =>
  (column >= 26 ? columnLetters(Math.floor(column / 26) - 1) : '') +
  String.fromCharCode(65 + (column % 26));
