import { on } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { problem } from '../../problem.ts';
import type { FileKind } from './file-kind.ts';
import type { ReadingMessage, ReadingOrder, SheetRow } from './sheet-row.ts';
import { ROW_LIMIT } from './sheet-row.ts';

const THREAD = join(import.meta.dirname, 'reading-thread.ts');
const HEAP_MB = 1024;
const SECONDS = 300;

export interface ListOnDisk {
  readonly path: string;
  readonly kind: FileKind;
  readonly sheet?: number;
}

const tooLarge = () => problem('file_too_large', { limitMb: 60 });

/**
 * Rows of an uploaded list in batches. They are read in a thread with its own heap and a time limit,
 * so that a file made to exhaust memory or time ends as a refusal and not as an end of the server.
 */
export async function* readList(
  list: ListOnDisk,
  rowLimit = ROW_LIMIT,
): AsyncGenerator<readonly SheetRow[]> {
  const order: ReadingOrder = { ...list, sheet: list.sheet ?? 0, rowLimit: rowLimit + 1 };
  const thread = new Worker(THREAD, {
    workerData: order,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
  const timer = setTimeout(() => thread.terminate(), SECONDS * 1000);
  let count = 0;
  try {
    for await (const [message] of on(thread, 'message', { close: ['exit'] })) {
      const said = message as ReadingMessage;
      if ('end' in said) return;
      if ('refused' in said) throw problem(said.refused);
      count += said.rows.length;
      if (count > ROW_LIMIT) throw tooLarge();
      yield said.rows;
      if (count >= rowLimit) return;
      thread.postMessage('next');
    }
    throw tooLarge();
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooLarge() : error;
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
}
