import { parentPort, workerData } from 'node:worker_threads';
import { fileRows } from './file-rows.ts';
import { refusalCode } from './refusal-code.ts';
import type { ReadingMessage, ReadingOrder, SheetRow } from './sheet-row.ts';

const BATCH = 500;
const order = workerData as ReadingOrder;
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

async function read(): Promise<void> {
  let batch: SheetRow[] = [];
  let count = 0;
  for await (const row of fileRows(order)) {
    // A sheet may be formatted down to its last row.
    if (row.cells.length === 0) continue;
    batch.push(row);
    if (batch.length === BATCH) {
      await send(batch);
      batch = [];
    }
    if (++count === order.rowLimit) break;
  }
  if (batch.length > 0) await send(batch);
  say({ end: true });
}

try {
  await read();
} catch (error) {
  say({ refused: refusalCode(error) });
}
port.close();
