import type { SheetRow } from '../read/sheet-row.ts';
import type { Columns } from '../understand/list-rows.ts';
import { cellOf } from '../understand/list-rows.ts';
import { statusOf } from '../understand/status.ts';
import type { Application } from './application.ts';

interface RecordShape {
  readonly columns: Columns;
  readonly recordWidth?: number | undefined;
}

/** Cells beyond those of the headings: values are under the wrong headings. */
export const isMisaligned = ({ cells }: SheetRow, { recordWidth }: RecordShape): boolean =>
  recordWidth !== undefined && cells.length > recordWidth;

/**
 * A record with its whole line behind the headings, where it has more cells than these or stray quotation marks: it
 * is in error until somebody has put its values where they belong and emptied that cell.
 */
export function withLineBehind(row: SheetRow, rules: RecordShape): SheetRow {
  const { recordWidth = Number.POSITIVE_INFINITY } = rules;
  // Empty cells too many tell a comma further left, where the last columns are empty.
  const isWide = Math.max(row.width ?? 0, row.cells.length) > recordWidth;
  return row.isMalformed || isWide ? lineBehind(row, rules) : row;
}

/**
 * The same for a line that was cut before its state or its days. Programs leave out empty cells at the end of a line
 * too, but no system leaves its state empty, and what is not returned yet says so there.
 */
export function withCutLineBehind(
  row: SheetRow,
  { reason }: Application,
  rules: RecordShape,
): SheetRow | undefined {
  const { width } = row;
  const { columns, recordWidth } = rules;
  if (width === undefined || recordWidth === undefined || width >= recordWidth) return undefined;
  const states = (['status', 'result'] as const).map((role) => cellOf(row, columns, role));
  const lacksState = (columns.get('status') ?? 0) >= width;
  const lacksDay =
    reason === 'not_returned' && !states.some((text) => statusOf(text) === 'pending');
  return lacksState || lacksDay ? lineBehind(row, rules) : undefined;
}

const LONGEST_LINE = 1000;

function lineBehind(row: SheetRow, { recordWidth }: RecordShape): SheetRow {
  if (recordWidth === undefined) return row;
  const cells = Array.from({ length: recordWidth }, (_, column) => row.cells[column] ?? '');
  const line = row.cells.join(' | ').slice(0, LONGEST_LINE).toWellFormed();
  return { ...row, cells: [...cells, line] };
}
