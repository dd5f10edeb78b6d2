import { foldWords } from '../lists/understand/fold.ts';
import { numberIn } from './share-text.ts';
import type { TableRow } from './table-rows.ts';

/** Tells whether a text names an agency or a criterion: the table's own words decide what its columns are. */
export interface LabelKinds {
  readonly isAgency: (label: string) => boolean;
  readonly isCriterion: (label: string) => boolean;
}

export interface Column {
  readonly role:
    | 'agency'
    | 'criterion'
    | 'value'
    | 'respondents'
    | 'error'
    | 'rank'
    | 'note'
    | 'none';
  /** Of a column of values under the name of an agency. */
  readonly isOfAgency?: boolean;
  /** Of a column of values: the column to its right that holds the errors. */
  readonly error?: { readonly column: number; readonly isStandard: boolean };
}

export interface Columns {
  readonly columns: readonly Column[];
  readonly headings: readonly string[];
  readonly body: readonly TableRow[];
  /** Title and whatever else is above the headings. */
  readonly above: readonly TableRow[];
}

const foldedAlternatives = (words: string) => words.split('|').map(foldWords);
const NUMBERING = new Set(foldedAlternatives('stt|tt|số tt|số thứ tự'));
const CODES = new Set(foldedAlternatives('mã|mã đơn vị|mã xã|mã cơ quan|mã tiêu chí|mã số'));
const RESPONDENTS = new Set(
  foldedAlternatives(
    'n|số phiếu|số người|số người trả lời|cỡ mẫu|mẫu|số mẫu|số phiếu hợp lệ|số phiếu thu về|số phiếu khảo sát|số lượng phiếu',
  ),
);
const RANK = foldedAlternatives('hạng|xếp hạng|thứ hạng|vị trí|xếp loại|xếp thứ');
const NOTE = new Set(foldedAlternatives('ghi chú|chú thích'));
const ERROR = foldedAlternatives('sai số|độ lệch');
const STANDARD = foldWords('sai số chuẩn');
const HEADINGS_DEEP = 2;

/** The columns of a table of indices, from its headings and from what the cells below them name. */
export function columnsOf(rows: readonly TableRow[], kinds: LabelKinds): Columns | undefined {
  const first = rows.findIndex((row) => isBody(row));
  if (first < 1) return undefined;
  const heads = headingRows(rows.slice(0, first));
  const body = rows.slice(first).filter((row) => !isNumbering(row));
  const width = Math.max(...body.map(({ length }) => length));
  const headings = Array.from({ length: width }, (_, index) =>
    heads
      .map((row) => (row[index] ?? '').trim())
      .filter((cell, place, all) => cell !== '' && all.indexOf(cell) === place)
      .join(' – '),
  );
  const found = headings.map((heading, index): Column => {
    const role = roleOf(heading);
    return role ? { role } : labelOrValue(body, index, kinds);
  });
  const columns = withErrors(found, headings);
  if (!columns.some(({ role }) => role === 'value')) return undefined;
  if (!columns.some(({ role }) => role === 'agency' || role === 'criterion')) return undefined;
  const isByCriterion = !columns.some(({ role }) => role === 'agency');
  return {
    columns: columns.map((column, index) =>
      column.role === 'value' && isByCriterion && kinds.isAgency(headings[index]!)
        ? { ...column, isOfAgency: true }
        : column,
    ),
    headings,
    body,
    above: rows.slice(0, first),
  };
}

/** A name and a number that can be an index: the first such row is below the headings. */
function isBody(row: TableRow): boolean {
  if (isNumbering(row)) return false;
  const [, ...others] = row.filter((cell) => cell !== '');
  const isName = row.some((cell) => /\p{L}{2}/u.test(cell));
  return isName && others.some((cell) => (numberIn(cell)?.number ?? 101) <= 100);
}

/** `1 | 2 | 3` or `(1) | (2)` below the headings. */
const isNumbering = (row: TableRow): boolean => {
  const filled = row.filter((cell) => cell !== '');
  return filled.length > 1 && filled.every((cell) => /^\(?\d{1,2}\)?$/u.test(cell.trim()));
};

/** One or two rows of headings; a title in one cell is none. */
const headingRows = (above: readonly TableRow[]): readonly TableRow[] =>
  above
    .filter((row) => !isNumbering(row) && row.filter((cell) => cell !== '').length > 1)
    .slice(-HEADINGS_DEEP);

function roleOf(heading: string): Column['role'] | undefined {
  const words = foldWords(heading);
  if (NUMBERING.has(words) || CODES.has(words)) return 'none';
  if (RESPONDENTS.has(words)) return 'respondents';
  if (NOTE.has(words)) return 'note';
  if (RANK.some((rank) => words.startsWith(rank))) return 'rank';
  if (ERROR.some((error) => words.includes(error))) return 'error';
  return undefined;
}

function labelOrValue(body: readonly TableRow[], index: number, kinds: LabelKinds): Column {
  const cells = body.map((row) => (row[index] ?? '').trim()).filter((cell) => cell !== '');
  const numbers = cells.filter((cell) => numberIn(cell)).length;
  if (cells.length === 0) return { role: 'none' };
  if (numbers * 2 > cells.length) return { role: 'value' };
  const agencies = cells.filter(kinds.isAgency).length;
  const criteria = cells.filter(kinds.isCriterion).length;
  if (agencies + criteria === 0) return { role: 'note' };
  return { role: agencies >= criteria ? 'agency' : 'criterion' };
}

/** A column of errors belongs to the nearest column of values on its left. */
function withErrors(columns: readonly Column[], headings: readonly string[]): Column[] {
  const errors = new Map<number, NonNullable<Column['error']>>();
  for (const [column, { role }] of columns.entries()) {
    if (role !== 'error') continue;
    const values = columns.findLastIndex(
      (candidate, index) => index < column && candidate.role === 'value',
    );
    const isStandard = foldWords(headings[column]!).includes(STANDARD);
    if (values >= 0) errors.set(values, { column, isStandard });
  }
  return columns.map((column, index) => {
    const error = errors.get(index);
    return error ? { ...column, error } : column;
  });
}
