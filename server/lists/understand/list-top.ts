import { ListError } from '../list-error.ts';
import type { Lettering } from '../read/detect-font.ts';
import { detectFont, hasLostLetters, inUnicode } from '../read/detect-font.ts';
import { detectDoubleEncoding } from '../read/double-encoding.ts';
import type { ListOnDisk } from '../read/read-list.ts';
import type { SheetRow } from '../read/sheet-row.ts';
import type { SheetTops } from '../read/sheet-tops.ts';
import { findHeadings } from './headings.ts';

export interface ListTop {
  /** With the sheet of a workbook on which the list begins. */
  readonly list: ListOnDisk;
  readonly rows: readonly SheetRow[];
  /** The same rows as they are in the file, before a font was read. */
  readonly drawn: readonly SheetRow[];
}

/** The sheet on which an uploaded list begins: the first that shows headings, as the first of all may be a cover. */
export async function readTop(sheets: SheetTops, isUnicode = false): Promise<ListTop> {
  const tops: ListTop[] = [];
  const surveys = await sheets.sheets();
  // Who has hidden a sheet has not meant it for the list; where no other is one, a person decides.
  const order = [...surveys.keys()].sort(
    (a, b) => Number(surveys[a]!.isHidden) - Number(surveys[b]!.isHidden) || a - b,
  );
  for (const sheet of order) {
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
export async function readSheet(
  sheets: SheetTops,
  sheet: number,
  isUnicode: boolean,
): Promise<ListTop> {
  const { path, kind, isBytes } = sheets;
  const drawn = (await sheets.sheets())[sheet]?.top ?? [];
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

/** One sheet of a list that is read. */
export interface ListPart {
  readonly list: ListOnDisk;
  /** The last row of its headings. */
  readonly below: number;
  /** Columns whose days are turned round as they are read, from 0. */
  readonly swappedDays?: readonly number[];
  /** As the list's columns are, to tell where they are repeated. */
  readonly headings: readonly string[];
  /** Where each of its columns goes, where they are not as in the first sheet. */
  readonly moves?: readonly number[] | undefined;
  /** The agency of all its rows, where the sheet names it and no column does. */
  readonly agency?: { readonly column: number; readonly text: string } | undefined;
}

const filledIn = ({ cells }: SheetRow) => cells.filter((cell) => cell !== '').length;
const isFilled = (row: SheetRow) => filledIn(row) > 0;
const looksLikeTable = (rows: readonly SheetRow[]) =>
  rows.filter((row) => filledIn(row) >= 3).length >= 2;
