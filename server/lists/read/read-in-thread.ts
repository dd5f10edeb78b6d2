import { on } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { ListError } from '../list-error.ts';
import type { ReadingMessage, ReadingOrder, SheetRow } from './sheet-row.ts';

const THREAD = join(import.meta.dirname, 'reading-thread.ts');
const HEAP_MB = 1024;
const SECONDS = 300;
/** The top of a list is there at once, or the file is none. */
const SECONDS_OF_TOP = 60;
const TOP_ROWS = 1000;

const tooLarge = () => new ListError('file_too_large', { limitMb: 60 });

/**
 * Reads a list in a thread with its own heap and a time limit, so that a file made to exhaust memory or
 * time ends as a refusal and not as an end of the server.
 */
export async function* readInThread(order: ReadingOrder): AsyncGenerator<readonly SheetRow[]> {
  const thread = new Worker(THREAD, {
    workerData: order,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
  const seconds = order.rowLimit <= TOP_ROWS ? SECONDS_OF_TOP : SECONDS;
  const timer = setTimeout(() => thread.terminate(), seconds * 1000);
  try {
    for await (const [message] of on(thread, 'message', { close: ['exit'] })) {
      const said = message as ReadingMessage;
      if ('end' in said) return;
      if ('refused' in said) throw new ListError(said.refused);
      yield said.rows;
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
