import { problem } from '../../problem.ts';
import { fileKind, sheetCount } from '../reading/file-kind.ts';
import type { ListOnDisk } from '../reading/read-list.ts';
import { readList } from '../reading/read-list.ts';
import type { SheetRow } from '../reading/sheet-row.ts';
import { findHeadings, headingsIn } from './headings.ts';

const TOP_ROWS = 200;
/** A workbook may hold a sheet for each month, and a cover. */
const SHEET_LIMIT = 40;

export interface ListTop {
  /** The sheet of a workbook on which the list begins is told too. */
  readonly list: ListOnDisk;
  readonly rows: readonly SheetRow[];
}

/** The first rows of an uploaded list: of the first sheet with headings, as the first may be a cover. */
export async function readTop(path: string): Promise<ListTop> {
  const kind = await fileKind(path);
  const tops: ListTop[] = [];
  const sheets = Math.min(await sheetCount(path, kind), SHEET_LIMIT);
  for (let sheet = 0; sheet < sheets; sheet++) {
    const list = { path, kind, sheet };
    const rows = await firstRows(list);
    if (findHeadings(rows)) return { list, rows };
    tops.push({ list, rows });
  }
  const top = tops.find(({ rows }) => looksLikeTable(rows));
  if (!tops.some(({ rows }) => rows.some(isFilled))) throw problem('file_empty');
  if (!top) throw problem('headings_not_found');
  return top;
}

/** The sheets of a workbook over which one list goes on: those with the same headings in the same rows. */
export async function sheetsOfList(
  list: ListOnDisk,
  headingRows: readonly number[],
  headings: readonly string[],
): Promise<ListOnDisk[]> {
  const lists = [list];
  const sheets = Math.min(await sheetCount(list.path, list.kind), SHEET_LIMIT);
  for (let sheet = list.sheet + 1; sheet < sheets; sheet++) {
    const next = { ...list, sheet };
    const { texts } = headingsIn(await firstRows(next), headingRows);
    if (isSame(texts, headings)) lists.push(next);
  }
  return lists;
}

const isSame = (texts: readonly string[], headings: readonly string[]) =>
  trimmed(texts) === trimmed(headings);
const trimmed = (texts: readonly string[]) => texts.join('\n').trimEnd();

async function firstRows(list: ListOnDisk): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const batch of readList(list, TOP_ROWS)) rows.push(...batch);
  return rows.slice(0, TOP_ROWS);
}

const filledIn = ({ cells }: SheetRow) => cells.filter((cell) => cell !== '').length;
const isFilled = (row: SheetRow) => filledIn(row) > 0;
const looksLikeTable = (rows: readonly SheetRow[]) =>
  rows.filter((row) => filledIn(row) >= 3).length >= 2;
