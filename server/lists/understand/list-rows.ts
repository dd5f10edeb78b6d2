import type { ColumnRole } from '#contract/list-preview.ts';
import type { SheetRow } from '../read/sheet-row.ts';
import { hamletOf } from './addresses.ts';
import { looksLikeDossierCode } from './dossier-code.ts';
import { fold } from './fold.ts';
import { isNumbering } from './headings.ts';

/** The place of each role's column in the sheet, from 0. */
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

/**
 * Gives the dossier rows of one sheet as they come. A heading above several rows (“II. Tổ dân phố 5”)
 * applies to each of them, where their own cell names no hamlet.
 */
export function groupedRowsOf(columns: Columns, headings: readonly string[]) {
  const isDossier = dossierRowsOf(columns, headings);
  const column = columns.get('address') ?? columns.get('addressAndPhone');
  let hamlet: string | null = null;
  return (row: SheetRow): SheetRow | undefined => {
    if (isDossier(row)) return hamlet === null ? row : inHamlet(row, column, hamlet);
    if (row.cells.some((cell) => cell !== '')) hamlet = groupOf(row);
    return undefined;
  };
}

/** The hamlet that a row between dossiers names, behind its number and before its count. */
function groupOf({ cells }: SheetRow): string | null {
  const filled = cells.filter((cell) => cell !== '');
  if (filled.length > 4) return null;
  const named = filled.map((cell) => hamletOf(cell.replace(ORDINAL, '')));
  return named.find((name) => name !== null) ?? null;
}
const ORDINAL = /^\s*(?:[IVXLC]+|\d+|[A-Z])\s*[.):/-]+\s*/u;

function inHamlet(row: SheetRow, column: number | undefined, hamlet: string): SheetRow {
  const own = column === undefined ? '' : (row.cells[column] ?? '');
  if (column === undefined || hamletOf(own) !== null) return row;
  const cells = Array.from({ length: Math.max(row.cells.length, column + 1) }, (_, index) =>
    index === column ? [hamlet, own].filter(Boolean).join(', ') : (row.cells[index] ?? ''),
  );
  return { ...row, cells };
}

/**
 * Tells the dossier rows of one sheet as they come. After the place for signatures only a row with a
 * dossier's code is one: the names of those who sign are not.
 */
export function dossierRowsOf(columns: Columns, headings: readonly string[]) {
  let isSigned = false;
  return (row: SheetRow): boolean => {
    if (looksLikeDossierCode(cellOf(row, columns, 'dossierCode'))) return true;
    isSigned ||= isSignature(row, columns);
    return !isSigned && isDossierRow(row, columns, headings);
  };
}

function isSignature(row: SheetRow, columns: Columns): boolean {
  if (/\d/u.test(cellOf(row, columns, 'dossierCode'))) return false;
  return row.cells.some((cell) => cell.length < 60 && SIGNATURE.test(fold(cell)));
}
const SIGNATURE = new RegExp(
  `^(?:${[
    'người lập',
    'người lập biểu',
    'thủ trưởng đơn vị',
    'ký tên',
    '(ký',
    'tm.',
    'kt.',
    'nơi nhận:',
    'cán bộ một cửa',
    'lãnh đạo đơn vị',
    'chủ tịch',
    'phó chủ tịch',
    'xác nhận của',
  ]
    .map((words) => fold(words).replaceAll(/[.()]/gu, '\\$&'))
    .join('|')})(?![\\p{L}])`,
  'u',
);

function isTotal({ cells }: SheetRow): boolean {
  const first = fold(cells.find((cell) => cell !== '') ?? '');
  return TOTAL.some(
    (word) => first === word || first.startsWith(`${word} `) || first.startsWith(`${word}:`),
  );
}
const TOTAL = ['tổng', 'tổng số', 'tổng cộng', 'cộng'].map(fold);
