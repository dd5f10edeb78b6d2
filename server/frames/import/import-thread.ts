import { statSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import '../../lists/read/guard-prototypes.ts';
import '../../lists/read/print-nothing.ts';
import type { ImportMessage, ImportOrder, ThreadMessage } from './import-messages.ts';
import { importWork } from './import-work.ts';
import { readRows } from './read-rows.ts';
import { readRowsInThread } from './read-rows-in-thread.ts';

const port = parentPort!;
/** What is smaller is read before another thread has started. */
const LARGE = 4 * 1024 * 1024;

let answered: (answer: unknown) => void = () => {};
let writer: Awaited<ReturnType<typeof openWriter>> | null = null;
port.on('message', (message: ThreadMessage) => {
  if (message === 'stop') void stop();
  else if ('order' in message) void obey(message.order);
  else answered(message.answer);
});

async function stop(): Promise<void> {
  await writer?.chunks.close();
  process.exit();
}

async function obey(order: ImportOrder): Promise<void> {
  const writing = order.database && (await openWriter(order.database));
  writer = writing;
  const isLarge = statSync(order.parts[0]!.list.path).size > LARGE;
  await importWork(order, {
    read: isLarge ? readRowsInThread : readRows,
    say,
    ask,
    store: (chunk) => (writing ? writing.chunks.take(chunk) : ask<void>({ kind: 'chunk', chunk })),
    async stored() {
      await writing?.chunks.end();
      await writing?.end();
    },
  });
}

/**
 * On connections of its own where it can: the server's thread has nothing to do with a million rows. What writes is
 * loaded there alone.
 */
async function openWriter({ url, schema, connections }: NonNullable<ImportOrder['database']>) {
  const { openPlainConnections } = await import('../../db/plain-connections.ts');
  const { ChunkWriter } = await import('../store/chunk-writer.ts');
  const { transact, end } = openPlainConnections(url, schema, connections);
  const chunks = new ChunkWriter(transact, connections, (rows) => say({ kind: 'stored', rows }));
  return { chunks, end };
}

function ask<T>(message: ImportMessage): Promise<T> {
  const answer = new Promise<unknown>((resolve) => {
    answered = resolve;
  });
  say(message);
  return answer as Promise<T>;
}

const say = (message: ImportMessage) => port.postMessage(message, handedOver(message));

/** What a chunk is made of is of no use here any more. */
function handedOver(message: ImportMessage): ArrayBuffer[] {
  if (message.kind !== 'chunk') return [];
  const { persons, dossiers, identities } = message.chunk;
  return [persons, dossiers, identities].map(({ buffer }) => buffer);
}
