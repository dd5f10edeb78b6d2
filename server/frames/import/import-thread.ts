import { parentPort, workerData } from 'node:worker_threads';
import { connectPostgres } from '../../db/database.ts';
import { ChunkWriter } from '../store/chunk-writer.ts';
import type { ImportMessage, ImportOrder } from './import-messages.ts';
import { importWork } from './import-work.ts';

const port = parentPort!;
const order: ImportOrder = workerData;

const say = (message: ImportMessage) => port.postMessage(message, handedOver(message));

/** What a chunk is made of is of no use here any more. */
function handedOver(message: ImportMessage): ArrayBuffer[] {
  if (message.kind !== 'chunk') return [];
  const { persons, dossiers, identities } = message.chunk;
  return [persons, dossiers, identities].map(({ buffer }) => buffer);
}

/** On connections of its own where it can: the server's thread has nothing to do with a million rows. */
const { database } = order;
const db = database && connectPostgres(database.url, database.schema);
const writer =
  db && new ChunkWriter(db, database.connections, (rows) => say({ kind: 'stored', rows }));

let answered: (answer: unknown) => void = () => {};
port.on('message', async (message) => {
  if (message !== 'stop') return answered(message);
  await writer?.close();
  process.exit();
});

function ask<T>(message: ImportMessage): Promise<T> {
  const answer = new Promise<unknown>((resolve) => {
    answered = resolve;
  });
  say(message);
  return answer as Promise<T>;
}

await importWork(order, {
  say,
  ask,
  store: (chunk) => (writer ? writer.take(chunk) : ask<void>({ kind: 'chunk', chunk })),
  async stored() {
    await writer?.end();
    await db?.destroy();
  },
});
port.close();
