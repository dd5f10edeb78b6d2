import { parentPort, workerData } from 'node:worker_threads';
import { csvRows } from './csv-rows.ts';
import { htmlRows, webArchiveRows } from './html-rows.ts';
import type { ReadingMessage, ReadingOrder, SheetRow } from './sheet-row.ts';
import { xlsxRows } from './xlsx-rows.ts';

const BATCH = 500;
const { path, kind, rowLimit, sheet } = workerData as ReadingOrder;
const port = parentPort!;
const say = (message: ReadingMessage) => port.postMessage(message);

let goOn = () => {};
port.on('message', () => goOn());

/** One batch at a time: the next is sent when the server has dealt with the last. */
function send(rows: readonly SheetRow[]): Promise<void> {
  const answered = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  say({ rows });
  return answered;
}

function rowsOf(): AsyncIterable<SheetRow> {
  if (kind === 'xlsx') return xlsxRows(path, sheet);
  if (kind === 'html') return htmlRows(path);
  if (kind === 'mht') return webArchiveRows(path);
  return csvRows(path, kind === 'csv.gz');
}

async function read(): Promise<void> {
  let batch: SheetRow[] = [];
  let count = 0;
  for await (const row of rowsOf()) {
    // A sheet may be formatted down to its last row.
    if (row.cells.length === 0) continue;
    batch.push(row);
    if (batch.length === BATCH) {
      await send(batch);
      batch = [];
    }
    if (++count === rowLimit) break;
  }
  if (batch.length > 0) await send(batch);
  say({ end: true });
}

try {
  await read();
} catch (error) {
  const isEncrypted = error instanceof Error && error.name === 'EncryptedFileError';
  say({ refused: isEncrypted ? 'file_encrypted' : 'file_unreadable' });
}
port.close();
