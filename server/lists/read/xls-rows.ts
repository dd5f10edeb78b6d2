import { readFile } from 'node:fs/promises';
import type { CellObject, WorkBook } from '@e965/xlsx';
import { read, SSF } from '@e965/xlsx';
import { dayOfDate, textOfValue } from './cell-text.ts';
import { Gaps } from './gaps.ts';
import { mergedDown } from './merged-down.ts';
import { EncryptedWorkbook } from './refusal-code.ts';
import type { SheetRow } from './sheet-row.ts';
import { COLUMN_LIMIT, withoutTail } from './sheet-row.ts';
import type { SheetSurvey } from './sheet-survey.ts';
import { SHEET_LIMIT, TOP_ROWS } from './sheet-survey.ts';
import { TooMuchUnpacked } from './too-much-unpacked.ts';
import type { Merge } from './xlsx-scan.ts';

type Cells = readonly (readonly (CellObject | undefined)[] | undefined)[];

/** Rows of a sheet of a workbook of Excel 97 to 2003 (BIFF8). */
export async function* xlsRows(path: string, sheet: number): AsyncGenerator<SheetRow> {
  yield* rowsOf(await openXls(path), sheet);
}

export async function surveyXls(path: string): Promise<SheetSurvey[]> {
  const book = await openXls(path);
  if (book.SheetNames.length > SHEET_LIMIT) throw new TooMuchUnpacked();
  return book.SheetNames.map((name, sheet) => {
    const rows = [...rowsOf(book, sheet)].filter(({ cells }) => cells.length > 0);
    return {
      name,
      isHidden: (book.Workbook?.Sheets?.[sheet]?.Hidden ?? 0) > 0,
      isChart: book.Sheets[name]?.['!type'] === 'chart',
      rowCount: rows.length,
      top: rows.slice(0, TOP_ROWS),
      gaps: gapsOf(cellsOf(book, sheet)),
    };
  });
}

async function openXls(path: string): Promise<WorkBook> {
  const bytes = await readFile(path);
  try {
    return read(bytes, {
      type: 'buffer',
      dense: true,
      cellNF: true,
      cellText: false,
      cellHTML: false,
    });
  } catch (error) {
    if (/password|encrypt/iu.test((error as Error).message)) throw new EncryptedWorkbook();
    throw error;
  }
}

const sheetOf = (book: WorkBook, sheet: number) => book.Sheets[book.SheetNames[sheet] ?? ''];

const cellsOf = (book: WorkBook, sheet: number): Cells =>
  (sheetOf(book, sheet)?.['!data'] as Cells | undefined) ?? [];

function* rowsOf(book: WorkBook, sheet: number): Generator<SheetRow> {
  const is1904 = book.Workbook?.WBProps?.date1904 === true;
  const merged = mergedDown(mergesOf(book, sheet));
  for (const [position, cells] of cellsOf(book, sheet).entries()) {
    if (!cells) continue;
    const texts = Array.from(cells.slice(0, COLUMN_LIMIT), (cell) => textOfCell(cell, is1904));
    yield merged({ number: position + 1, cells: withoutTail(texts) });
  }
}

function textOfCell(cell: CellObject | undefined, is1904: boolean): string {
  if (!cell || cell.t === 'e' || cell.t === 'z') return '';
  if (cell.t !== 'n' || !SSF.is_date(String(cell.z ?? ''))) return textOfValue(cell.v);
  const { y, m, d } = SSF.parse_date_code(Number(cell.v), { date1904: is1904 }) ?? {};
  return y ? dayOfDate(new Date(Date.UTC(y, m - 1, d))) : textOfValue(cell.v);
}

function gapsOf(cells: Cells) {
  const gaps = new Gaps();
  for (const [position, row] of cells.entries())
    for (const [column, cell] of (row ?? []).slice(0, COLUMN_LIMIT).entries())
      if (cell?.t === 'e') gaps.add(position + 1, column, 'error');
      else if (cell?.f !== undefined && cell.v === undefined)
        gaps.add(position + 1, column, 'formula');
  return gaps.kept;
}

const mergesOf = (book: WorkBook, sheet: number): Merge[] =>
  (sheetOf(book, sheet)?.['!merges'] ?? [])
    .filter(({ s, e }) => e.r > s.r)
    .map(({ s, e }) => ({
      firstRow: s.r + 1,
      lastRow: e.r + 1,
      firstColumn: s.c,
      lastColumn: e.c,
    }));
