import { ROWS_OF_FILE } from '#contract/correctable-rows.ts';
import { fromSpreadsheet } from '../../http/spreadsheet-text.ts';
import { fileKind } from '../../lists/read/file-kind.ts';
import { readList } from '../../lists/read/read-list.ts';
import type { SheetRow } from '../../lists/read/sheet-row.ts';
import { foldWords } from '../../lists/understand/fold.ts';
import { problem } from '../../problem.ts';
import type { CellChange } from './changed-cells.ts';
import type { ListInForce } from './list-in-force.ts';
import { LINE_HEADING, markedRow, PLACE_HEADING, REASON_HEADING } from './row-mark.ts';

/** How far down the headings may have been moved. */
const HEADING_DEPTH = 30;

export interface CorrectedFile {
  /** What the file says of each row that it marks. */
  readonly rows: ReadonlyMap<number, readonly CellChange[]>;
  /** Rows without a mark, with one of another list, or marked twice. */
  readonly unknown: number;
}

/** Reads a file of rows in error that somebody has corrected; told by its two columns, whatever else has changed. */
export async function readCorrectedFile(path: string, list: ListInForce): Promise<CorrectedFile> {
  const kind = await fileKind(path);
  const rows: SheetRow[] = [];
  for await (const batch of readList({ path, kind, sheet: 0 }, ROWS_OF_FILE + HEADING_DEPTH))
    rows.push(...batch);
  const layouts = rows.slice(0, HEADING_DEPTH).map((row) => layoutOf(row, list));
  const headingsAt = layouts.findIndex((found) => found !== undefined);
  const layout = layouts[headingsAt];
  if (!layout) throw headingsMissing();
  const marked = new Map<number, readonly CellChange[]>();
  let unknown = 0;
  for (const row of rows.slice(headingsAt + 1)) {
    const rowNumber = markedRow(list.fileId, row.cells[layout.mark] ?? '');
    if (rowNumber === undefined || marked.has(rowNumber)) unknown++;
    else marked.set(rowNumber, changesIn(row, layout));
  }
  return { rows: marked, unknown };
}

const headingsMissing = () =>
  problem('correction_headings_missing', { columns: [PLACE_HEADING, REASON_HEADING] });

interface Layout {
  readonly mark: number;
  /** Column of the list → column of this file. */
  readonly columns: ReadonlyMap<number, number>;
}

function layoutOf({ cells }: SheetRow, { confirmed }: ListInForce): Layout | undefined {
  const headings = cells.map((cell) => foldWords(fromSpreadsheet(cell)));
  const mark = headings.indexOf(foldWords(PLACE_HEADING));
  const reason = headings.indexOf(foldWords(REASON_HEADING));
  if (mark < 0 || reason < 0) return undefined;
  const used = new Set([mark, reason]);
  const columns = new Map<number, number>();
  const { recordWidth = confirmed.headings.length } = confirmed;
  const named = [...confirmed.headings.entries(), [recordWidth, LINE_HEADING] as const];
  for (const [column, text] of named) {
    const heading = foldWords(text);
    const isThere = headings[column] === heading && !used.has(column);
    const target = isThere
      ? column
      : headings.findIndex((known, i) => known === heading && !used.has(i));
    if (target < 0 || (heading === '' && target !== column)) continue;
    used.add(target);
    columns.set(column, target);
  }
  return { mark, columns };
}

const changesIn = (row: SheetRow, { columns }: Layout): CellChange[] =>
  [...columns].map(([column, cell]) => ({ column, value: fromSpreadsheet(row.cells[cell] ?? '') }));
