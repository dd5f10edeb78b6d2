import { on } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { readersHeapFor } from './heap-for.ts';
import type { ListRead, ReadingOrder, TakeBatch } from './read-rows.ts';
import type { ReaderMessage } from './reader-messages.ts';
import { Refused } from './refused.ts';

const THREAD = join(import.meta.dirname, 'reader-thread.ts');

/** The same as `readRows`, in a thread beside the one that keeps the rows: each takes about as long as the other. */
export async function readRowsInThread(order: ReadingOrder, take: TakeBatch): Promise<ListRead> {
  const { campaignId, fileId, parts, facts } = order;
  const thread = new Worker(THREAD, {
    workerData: { campaignId, fileId, parts, facts } satisfies ReadingOrder,
    execArgv: [],
    resourceLimits: readersHeapFor(order),
  });
  try {
    for await (const [event] of on(thread, 'message', { close: ['exit'] })) {
      const message = event as ReaderMessage;
      if (message.kind === 'refused') throw new Refused(message.code);
      if (message.kind === 'read') return message.read;
      await take(message.batch, message.percent);
      thread.postMessage('next');
    }
    throw new Refused('file_too_large');
  } catch (error) {
    const isFull = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
    throw isFull ? new Refused('file_too_large') : error;
  } finally {
    await thread.terminate();
  }
}
