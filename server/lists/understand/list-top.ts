import { ListError } from '../list-error.ts';
import type { Lettering } from '../read/detect-font.ts';
import { detectFont, hasLostLetters, inUnicode } from '../read/detect-font.ts';
import { detectDoubleEncoding } from '../read/double-encoding.ts';
import type { ListOnDisk } from '../read/read-list.ts';
import type { SheetRow } from '../read/sheet-row.ts';
import type { SheetTops } from '../read/sheet-tops.ts';
import { findHeadings, headingsIn, lacksHeadings } from './headings.ts';

export interface ListTop {
  /** With the sheet of a workbook on which the list begins. */
  readonly list: ListOnDisk;
  readonly rows: readonly SheetRow[];
  /** The same rows as they are in the file, before a font was read. */
  readonly drawn: readonly SheetRow[];
}

/** The first rows of an uploaded list: of the first sheet with headings, as the first may be a cover. */
export async function readTop(sheets: SheetTops, isUnicode = false): Promise<ListTop> {
  const tops: ListTop[] = [];
  for (let sheet = 0; sheet < sheets.count; sheet++) {
    const top = await readSheet(sheets, sheet, isUnicode);
    if (findHeadings(top.rows)) return top;
    tops.push(top);
  }
  const top = tops.find(({ rows }) => looksLikeTable(rows));
  if (!tops.some(({ rows }) => rows.some(isFilled))) throw new ListError('file_empty');
  if (!top) throw new ListError('headings_not_found');
  return top;
}

/** The rows in the font in which they are written; `isUnicode`: a person has said that there is none. */
async function readSheet(sheets: SheetTops, sheet: number, isUnicode: boolean): Promise<ListTop> {
  const { path, kind, isBytes } = sheets;
  const drawn = await sheets.rowsOf(sheet);
  const font = isUnicode && !isBytes ? undefined : detectLettering(drawn, isBytes);
  if (isBytes && !font) throw new ListError('file_unreadable');
  if (!font) return { list: { path, kind, sheet }, rows: drawn, drawn };
  const rows = drawn.map((row) => inUnicode(row, font));
  if (font.name === 'tcvn3' && hasLostLetters(rows)) throw new ListError('font_letters_lost');
  return { list: { path, kind, sheet, font }, rows, drawn };
}

function detectLettering(drawn: readonly SheetRow[], isBytes: boolean): Lettering | undefined {
  const twice = isBytes ? undefined : detectDoubleEncoding(drawn.flatMap(({ cells }) => cells));
  if (!twice) return detectFont(drawn, isBytes);
  if (twice.hasLostLetters) throw new ListError('letters_lost');
  return { name: twice.name, columns: undefined };
}

export interface ListPart {
  readonly list: ListOnDisk;
  /** The last row of its headings. */
  readonly below: number;
  /** Columns whose days are turned round as they are read, from 0. */
  readonly swappedDays?: readonly number[];
}

/** The sheets of a workbook over which one list continues: those with the same headings. */
export async function sheetsOfList(
  sheets: SheetTops,
  list: ListOnDisk,
  headingRows: readonly number[],
  headings: readonly string[],
): Promise<ListPart[]> {
  const parts = [{ list, below: Math.max(0, ...headingRows) }];
  const { font } = list;
  for (let sheet = list.sheet + 1; sheet < sheets.count; sheet++) {
    const drawn = await sheets.rowsOf(sheet);
    const top = font ? drawn.map((row) => inUnicode(row, font)) : drawn;
    // The same rows first: headings that a person has pointed at are not found by themselves.
    const found = [headingsIn(top, headingRows), findHeadings(top)].find(
      (candidate) => candidate && isSame(candidate.texts, headings),
    );
    if (headingRows.length === 0 && !lacksHeadings(top)) continue;
    if (found) parts.push({ list: { ...list, sheet }, below: Math.max(0, ...found.rows) });
  }
  return parts;
}

const isSame = (texts: readonly string[], headings: readonly string[]) =>
  trimmed(texts) === trimmed(headings);
const trimmed = (texts: readonly string[]) => texts.join('\n').trimEnd();

const filledIn = ({ cells }: SheetRow) => cells.filter((cell) => cell !== '').length;
const isFilled = (row: SheetRow) => filledIn(row) > 0;
const looksLikeTable = (rows: readonly SheetRow[]) =>
  rows.filter((row) => filledIn(row) >= 3).length >= 2;
