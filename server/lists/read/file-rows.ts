import { csvRows } from './csv-rows.ts';
import { htmlRows, webArchiveRows } from './html-rows.ts';
import type { ReadingOrder } from './reading-messages.ts';
import type { ReadSoFar, SheetRow, WorkbookKind } from './sheet-row.ts';

const BATCH = 500;

/** Rows of a file of any kind in batches, in the thread that asks for them; blank ones are left out. */
export async function* fileRows(
  { path, kind, sheet }: Pick<ReadingOrder, 'path' | 'kind' | 'sheet'>,
  soFar?: ReadSoFar,
): AsyncGenerator<readonly SheetRow[]> {
  const batches =
    kind === 'csv' || kind === 'csv.gz'
      ? csvRows(path, kind === 'csv.gz', soFar)
      : inBatches(await oneByOne(path, kind, sheet));
  // A sheet may be formatted down to its last row.
  for await (const rows of batches) yield rows.filter(({ cells }) => cells.length > 0);
}

async function oneByOne(path: string, kind: WorkbookKind | 'html' | 'mht', sheet: number) {
  if (kind === 'html') return htmlRows(path);
  if (kind === 'mht') return webArchiveRows(path);
  // What reads workbooks is 12 MB of memory in every thread that loads it.
  if (kind === 'xlsx') return (await import('./xlsx-rows.ts')).xlsxRows(path, sheet);
  if (kind === 'xls') return (await import('./xls-rows.ts')).xlsRows(path, sheet);
  return (await import('./stream-workbook.ts')).streamedRows(path, kind, sheet);
}

async function* inBatches(rows: AsyncIterable<SheetRow>): AsyncGenerator<readonly SheetRow[]> {
  let batch: SheetRow[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
