import { problem } from '../../problem.ts';
import { fileKind } from '../reading/file-kind.ts';
import type { ListOnDisk } from '../reading/read-list.ts';
import { readList } from '../reading/read-list.ts';
import type { SheetRow } from '../reading/sheet-row.ts';
import { findHeadings } from './headings.ts';

const TOP_ROWS = 200;
const SHEETS = 4;

export interface ListTop {
  /** The sheet of a workbook that holds the list is told too. */
  readonly list: ListOnDisk;
  readonly rows: readonly SheetRow[];
}

/** The first rows of an uploaded list: of the first sheet with headings, as the first may be a cover. */
export async function readTop(path: string): Promise<ListTop> {
  const kind = await fileKind(path);
  const tops: ListTop[] = [];
  for (let sheet = 0; sheet < (kind === 'xlsx' ? SHEETS : 1); sheet++) {
    const list = { path, kind, sheet };
    const rows = await firstRows(list);
    if (findHeadings(rows)) return { list, rows };
    if (rows.length === 0 && sheet > 0) break;
    tops.push({ list, rows });
  }
  const top = tops.find(({ rows }) => rows.some(isFilled));
  if (!top) throw problem('file_empty');
  if (!looksLikeTable(top.rows)) throw problem('headings_not_found');
  return top;
}

async function firstRows(list: ListOnDisk): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const batch of readList(list, TOP_ROWS)) rows.push(...batch);
  return rows.slice(0, TOP_ROWS);
}

const filledIn = ({ cells }: SheetRow) => cells.filter((cell) => cell !== '').length;
const isFilled = (row: SheetRow) => filledIn(row) > 0;
const looksLikeTable = (rows: readonly SheetRow[]) =>
  rows.filter((row) => filledIn(row) >= 3).length >= 2;
