import { parentPort, workerData } from 'node:worker_threads';
import '../../lists/read/print-nothing.ts';
import { refusalCode } from '../../lists/read/refusal-code.ts';
import type { ReadingOrder, TakeBatch } from './read-rows.ts';
import { readRows } from './read-rows.ts';
import type { ReaderMessage } from './reader-messages.ts';

/** Batches on their way: more would only wait in memory. */
const AHEAD = 4;

const port = parentPort!;
const order: ReadingOrder = workerData;
const say = (message: ReaderMessage, handed: ArrayBuffer[] = []) =>
  port.postMessage(message, handed);

let waiting = 0;
let more = () => {};
port.on('message', () => {
  waiting--;
  more();
});

const send: TakeBatch = (batch, percent) => {
  say({ kind: 'batch', batch, percent }, [batch.bytes.buffer]);
  if (++waiting < AHEAD) return undefined;
  return new Promise((resolve) => {
    more = resolve;
  });
};

try {
  say({ kind: 'read', read: await readRows(order, send) });
} catch (error) {
  say({ kind: 'refused', code: refusalCode(error) });
}
port.close();
