import { ListError } from '../list-error.ts';
import { detectFont, hasLostLetters, inUnicode } from '../read/detect-font.ts';
import type { FileKind } from '../read/file-kind.ts';
import { fileKind, sheetCount } from '../read/file-kind.ts';
import type { ListOnDisk } from '../read/read-list.ts';
import { readList } from '../read/read-list.ts';
import type { SheetRow } from '../read/sheet-row.ts';
import { encodingOfFile } from '../read/text-bytes.ts';
import { findHeadings, headingsIn } from './headings.ts';

const TOP_ROWS = 200;
/** A workbook may hold a sheet for each month, and a cover. */
const SHEET_LIMIT = 40;

export interface ListTop {
  /** The sheet of a workbook on which the list begins is told too. */
  readonly list: ListOnDisk;
  readonly rows: readonly SheetRow[];
  /** The same rows as they lie in the file, before a font was read. */
  readonly drawn: readonly SheetRow[];
}

/** The first rows of an uploaded list: of the first sheet with headings, as the first may be a cover. */
export async function readTop(path: string, isUnicode = false): Promise<ListTop> {
  const kind = await fileKind(path);
  const isBytes = await isInBytes(path, kind);
  const tops: ListTop[] = [];
  const sheets = Math.min(await sheetCount(path, kind), SHEET_LIMIT);
  for (let sheet = 0; sheet < sheets; sheet++) {
    const drawn = await firstRows({ path, kind, sheet });
    const top = { ...understood({ path, kind, sheet }, drawn, isBytes, isUnicode), drawn };
    if (findHeadings(top.rows)) return top;
    tops.push(top);
  }
  const top = tops.find(({ rows }) => looksLikeTable(rows));
  if (!tops.some(({ rows }) => rows.some(isFilled))) throw new ListError('file_empty');
  if (!top) throw new ListError('headings_not_found');
  return top;
}

async function isInBytes(path: string, kind: FileKind): Promise<boolean> {
  if (kind === 'xlsx' || kind === 'mht') return false;
  // A packed file that is cut off says so when it is read in its thread.
  return (await encodingOfFile(path, kind === 'csv.gz').catch(() => null)) === 'bytes';
}

/** The rows in the font in which they are written; `isUnicode`: a person has said that there is none. */
function understood(
  list: ListOnDisk,
  drawn: readonly SheetRow[],
  isBytes: boolean,
  isUnicode: boolean,
) {
  const font = isUnicode && !isBytes ? undefined : detectFont(drawn, isBytes);
  if (isBytes && !font) throw new ListError('file_unreadable');
  if (!font) return { list, rows: drawn };
  const rows = drawn.map((row) => inUnicode(row, font));
  if (font.name === 'tcvn3' && hasLostLetters(rows)) throw new ListError('font_letters_lost');
  return { list: { ...list, font }, rows };
}

export interface ListPart {
  readonly list: ListOnDisk;
  /** The last row of its headings. */
  readonly below: number;
}

/** The sheets of a workbook over which one list goes on: those with the same headings. */
export async function sheetsOfList(
  list: ListOnDisk,
  headingRows: readonly number[],
  headings: readonly string[],
): Promise<ListPart[]> {
  const parts = [{ list, below: Math.max(0, ...headingRows) }];
  const sheets = Math.min(await sheetCount(list.path, list.kind), SHEET_LIMIT);
  for (let sheet = list.sheet + 1; sheet < sheets; sheet++) {
    const next = { ...list, sheet };
    const top = await firstRows(next);
    // The same rows first: headings that a person has pointed at are not found by themselves.
    const found = [headingsIn(top, headingRows), findHeadings(top)].find(
      (one) => one && isSame(one.texts, headings),
    );
    if (found) parts.push({ list: next, below: Math.max(0, ...found.rows) });
  }
  return parts;
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
