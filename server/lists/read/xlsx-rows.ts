import { readFile } from 'node:fs/promises';
import { streamXlsxRows } from 'hucre/xlsx';
import { textOfValue } from './cell-text.ts';
import { mergedDown } from './merged-down.ts';
import type { SheetRow } from './sheet-row.ts';
import { COLUMN_LIMIT, withoutTail } from './sheet-row.ts';
import type { SheetSurvey } from './sheet-survey.ts';
import { SHEET_LIMIT, TOP_ROWS } from './sheet-survey.ts';
import { TooMuchUnpacked } from './too-much-unpacked.ts';
import type { XlsxBook } from './xlsx-book.ts';
import { openXlsx } from './xlsx-book.ts';
import type { XlsxScan } from './xlsx-scan.ts';
import { scanXlsxSheet } from './xlsx-scan.ts';
import { checkMember, memberBytes } from './zip-member.ts';

const EMPTY: XlsxScan = { rowCount: 0, merges: [], gaps: [] };

/** Rows of a sheet of a workbook (the first is 0), as they stream out of it. */
export async function* xlsxRows(path: string, sheet: number): AsyncGenerator<SheetRow> {
  const zip = await readFile(path);
  const book = await openXlsx(zip);
  const scan = await scanOf(zip, book, sheet);
  yield* rowsOf(zip, sheet, scan);
}

/** Every tab with its first rows. What unpacks to more than it declares is refused here. */
export async function surveyXlsx(path: string): Promise<SheetSurvey[]> {
  const zip = await readFile(path);
  const book = await openXlsx(zip);
  if (book.sheets.length === 0) throw new TypeError('no sheets');
  if (book.sheets.length > SHEET_LIMIT) throw new TooMuchUnpacked();
  const sheetMembers = new Set(book.sheets.map(({ member }) => member));
  for (const member of book.members)
    if (isRead(member.name) && !sheetMembers.has(member)) await checkMember(zip, member);
  const surveys: SheetSurvey[] = [];
  for (const [sheet, { name, isHidden, member }] of book.sheets.entries()) {
    const scan = await scanOf(zip, book, sheet);
    const { rowCount, gaps } = scan;
    const top = member && rowCount > 0 ? await topOf(zip, sheet, scan) : [];
    surveys.push({ name, isHidden, isChart: !member, rowCount, gaps, top });
  }
  return surveys;
}

/** Parts that are unpacked to read rows; pictures and the rest are not. */
const isRead = (name: string) => /\.(?:xml|rels)$/iu.test(name);

async function scanOf(zip: Buffer, book: XlsxBook, sheet: number): Promise<XlsxScan> {
  const member = book.sheets[sheet]?.member;
  return member ? scanXlsxSheet(memberBytes(zip, member)) : EMPTY;
}

async function topOf(zip: Buffer, sheet: number, scan: XlsxScan): Promise<SheetRow[]> {
  const top: SheetRow[] = [];
  for await (const row of rowsOf(zip, sheet, scan)) {
    if (row.cells.length > 0) top.push(row);
    if (top.length === TOP_ROWS) break;
  }
  return top;
}

async function* rowsOf(zip: Buffer, sheet: number, { merges }: XlsxScan): AsyncGenerator<SheetRow> {
  const merged = mergedDown(merges);
  try {
    for await (const row of streamXlsxRows(zip, { sheet })) {
      const cells = row.values.slice(0, COLUMN_LIMIT).map(textOfValue);
      yield merged({ number: row.index + 1, cells: withoutTail(cells) });
    }
  } catch (error) {
    if (!isChartTab(error)) throw error;
  }
}

/** A chart on a tab of its own is listed among the sheets and has no rows. */
const isChartTab = (error: unknown): boolean =>
  error instanceof Error && error.message.includes('missing worksheet file');
