import type { EarlierFigure, EarlierReading } from '#contract/earlier-tables.ts';
import { problem } from '../problem.ts';
import type { NumberCell } from './share-text.ts';
import { countIn, numberIn, unitOf } from './share-text.ts';
import type { Column, LabelKinds } from './table-columns.ts';
import { columnsOf } from './table-columns.ts';
import type { TableRow } from './table-rows.ts';

type LeftOut = EarlierReading['leftOut'][number];

interface ParsedTable {
  readonly year: number | null;
  readonly figures: readonly EarlierFigure[];
  readonly leftOut: readonly LeftOut[];
}

/** Label of what a table does not name: the whole province where it has no agencies, the index where no criteria. */
const WHOLE = 'Toàn tỉnh';
const INDEX = 'Chỉ số hài lòng';

const Z_95 = 1.959963984540054;
const LONGEST = 300;

/**
 * Figures of a table of any of three layouts: agencies in rows and criteria in columns, criteria in rows and the
 * province or agencies in columns, or an agency and a criterion in each row. Rows and columns without a figure are named.
 */
export function parseTable(rows: readonly TableRow[], kinds: LabelKinds): ParsedTable {
  const table = columnsOf(rows, kinds);
  if (!table) throw problem('earlier_table_unreadable');
  const { columns, headings, body, above } = table;
  const leftOut: LeftOut[] = columns.flatMap(({ role }, index) =>
    role === 'rank' || role === 'note'
      ? [{ words: headings[index]!.slice(0, LONGEST), reason: role }]
      : [],
  );
  const cells = body.flatMap((row) => {
    const found = cellsOf(row, columns, headings);
    if (found.length === 0) leftOut.push({ words: wordsOf(row), reason: 'no_number' });
    return found;
  });
  if (cells.length === 0) throw problem('earlier_table_unreadable');
  const unit = unitOf(cells.map(({ value }) => value));
  if (unit === 'score') throw problem('earlier_table_scores');
  const figures = new Map<string, EarlierFigure>();
  for (const cell of cells) {
    const key = JSON.stringify([cell.agency, cell.criterion]);
    const figure = figureOf(cell, unit);
    if (!figure) leftOut.push({ words: nameOf(cell), reason: 'beyond' });
    else if (figures.has(key)) leftOut.push({ words: nameOf(cell), reason: 'twice' });
    else figures.set(key, figure);
  }
  return { year: yearIn(above), figures: [...figures.values()], leftOut };
}

interface Cell {
  readonly agency: string;
  readonly criterion: string;
  readonly value: NumberCell;
  readonly respondents: number | null;
  readonly error: (NumberCell & { readonly isStandard: boolean }) | null;
}

function cellsOf(row: TableRow, columns: readonly Column[], headings: readonly string[]): Cell[] {
  const textOf = (role: Column['role']) => {
    const index = columns.findIndex((column) => column.role === role);
    return index < 0 ? undefined : (row[index] ?? '').trim().slice(0, LONGEST);
  };
  const labels = { agency: textOf('agency'), criterion: textOf('criterion') };
  if (labels.agency === '' || labels.criterion === '') return [];
  const respondents = countIn(textOf('respondents') ?? '');
  return columns.flatMap((column, index) => {
    const value = column.role === 'value' ? numberIn(row[index] ?? '') : null;
    if (!value) return [];
    const names = namesOf(labels, column, (headings[index] ?? '').slice(0, LONGEST));
    return [{ ...names, value, respondents, error: errorOf(row, column) }];
  });
}

/** What the row does not name is in the heading of the column, or is the whole. */
function namesOf(
  { agency, criterion }: Readonly<Record<'agency' | 'criterion', string | undefined>>,
  { isOfAgency }: Column,
  heading: string,
): Pick<Cell, 'agency' | 'criterion'> {
  const named = isOfAgency ? { agency: heading } : { criterion: heading || undefined };
  return {
    agency: agency ?? named.agency ?? WHOLE,
    criterion: criterion ?? named.criterion ?? INDEX,
  };
}

function errorOf(row: TableRow, { error }: Column): Cell['error'] {
  const found = error ? numberIn(row[error.column] ?? '') : null;
  return found && { ...found, isStandard: error?.isStandard ?? false };
}

/** “Sai số” is half of the interval at 95 %, “sai số chuẩn” the standard error. */
function figureOf(cell: Cell, unit: 'share' | 'percent'): EarlierFigure | undefined {
  const { agency, criterion, value, respondents, error } = cell;
  const asShare = ({ number, isPercent }: NumberCell) =>
    unit === 'percent' || isPercent ? number / 100 : number;
  const share = asShare(value);
  if (share > 1) return undefined;
  const half = error ? asShare(error) : 0;
  const standardError = error && half > 0 ? (error.isStandard ? half : half / Z_95) : null;
  return { agency, criterion, share, respondents, standardError };
}

const nameOf = ({ agency, criterion }: Cell): string =>
  `${agency} – ${criterion}`.slice(0, LONGEST);

const wordsOf = (row: TableRow): string =>
  row
    .filter((cell) => cell !== '')
    .join(' · ')
    .slice(0, LONGEST);

/** “NĂM 2025” of the title; the latest of several. */
function yearIn(above: readonly TableRow[]): number | null {
  const years = above.flatMap((row) =>
    [...row.join(' ').matchAll(/năm\s+(20\d\d)/giu)].map(([, year]) => Number(year)),
  );
  return years.length > 0 ? Math.max(...years) : null;
}
