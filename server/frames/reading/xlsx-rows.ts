import { readFile } from 'node:fs/promises';
import { streamXlsxRows } from 'hucre/xlsx';
import type { SheetRow } from './sheet-row.ts';
import { COLUMN_LIMIT } from './sheet-row.ts';

/** Rows of a sheet of a workbook (the first is 0), as they stream out of it. */
export async function* xlsxRows(
  path: string,
  rowLimit: number,
  sheet: number,
): AsyncGenerator<SheetRow> {
  const bytes = await readFile(path);
  for await (const row of streamXlsxRows(bytes, { sheet, maxRows: rowLimit }))
    yield { number: row.index + 1, cells: row.values.slice(0, COLUMN_LIMIT).map(textOf) };
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return dayOf(value);
  return String(value).normalize('NFC').trim();
}

/** Some writers store a day a millisecond before its midnight. */
function dayOf(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const [year, month, day] = new Date(date.getTime() + 500).toISOString().slice(0, 10).split('-');
  return `${day}/${month}/${year}`;
}
