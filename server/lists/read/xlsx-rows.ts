import { readFile } from 'node:fs/promises';
import { streamXlsxRows } from 'hucre/xlsx';
import { cleanedText } from './clean-text.ts';
import type { SheetRow } from './sheet-row.ts';
import { COLUMN_LIMIT, withoutTail } from './sheet-row.ts';

/** Rows of a sheet of a workbook (the first is 0), as they stream out of it. */
export async function* xlsxRows(path: string, sheet: number): AsyncGenerator<SheetRow> {
  const bytes = await readFile(path);
  try {
    for await (const row of streamXlsxRows(bytes, { sheet })) {
      const cells = row.values.slice(0, COLUMN_LIMIT).map(textOf);
      yield { number: row.index + 1, cells: withoutTail(cells) };
    }
  } catch (error) {
    if (!isChartTab(error)) throw error;
  }
}

/** A chart on a tab of its own is listed among the sheets and has no rows. */
const isChartTab = (error: unknown): boolean =>
  error instanceof Error && error.message.includes('missing worksheet file');

const FORMULA_ERROR = /^#(?:REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!)$/u;

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return dayOf(value);
  const text = cleanedText(String(value).normalize('NFC')).trim();
  return FORMULA_ERROR.test(text) ? '' : text;
}

/** Some writers store a day a millisecond before its midnight. */
function dayOf(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const [year, month, day] = new Date(date.getTime() + 500).toISOString().slice(0, 10).split('-');
  return `${day}/${month}/${year}`;
}
