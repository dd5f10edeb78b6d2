import { csvRows } from './csv-rows.ts';
import { htmlRows, webArchiveRows } from './html-rows.ts';
import type { ReadingOrder, ReadSoFar, SheetRow } from './sheet-row.ts';
import { xlsxRows } from './xlsx-rows.ts';

/** Rows of a file of any kind, in the thread that asks for them. */
export function fileRows(
  { path, kind, sheet }: Pick<ReadingOrder, 'path' | 'kind' | 'sheet'>,
  soFar?: ReadSoFar,
): AsyncIterable<SheetRow> {
  if (kind === 'xlsx') return xlsxRows(path, sheet);
  if (kind === 'html') return htmlRows(path);
  if (kind === 'mht') return webArchiveRows(path);
  return csvRows(path, kind === 'csv.gz', soFar);
}
