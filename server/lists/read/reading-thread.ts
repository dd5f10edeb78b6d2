import { parentPort } from 'node:worker_threads';
import './guard-prototypes.ts';
import './print-nothing.ts';
import { fileRows } from './file-rows.ts';
import type { ReadingMessage, ThreadOrder } from './reading-messages.ts';
import { refusalCode } from './refusal-code.ts';
import type { SheetRow } from './sheet-row.ts';
import { surveyWorkbook } from './survey-workbook.ts';

const BATCH = 500;
const port = parentPort!;
const say = (message: ReadingMessage) => port.postMessage(message);

let goOn = () => {};
port.on('message', (message: ThreadOrder | 'next') => {
  if (message === 'next') goOn();
  else void obey(message);
});

/** One batch at a time: the next is sent when the server has dealt with the last. */
function send(rows: readonly SheetRow[]): Promise<void> {
  const answered = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  say({ rows });
  return answered;
}

async function read(order: ThreadOrder): Promise<void> {
  if ('survey' in order) return say({ sheets: await surveyWorkbook(order.path, order.survey) });
  let count = 0;
  for await (const rows of fileRows(order)) {
    for (let from = 0; from < rows.length && count < order.rowLimit; from += BATCH) {
      const batch = rows.slice(from, Math.min(from + BATCH, from + order.rowLimit - count));
      count += batch.length;
      await send(batch);
    }
    if (count >= order.rowLimit) break;
  }
  say({ end: true });
}

async function obey(order: ThreadOrder): Promise<void> {
  try {
    await read(order);
  } catch (error) {
    say({ refused: refusalCode(error) });
  }
}
