import { on } from 'node:events';
import { join } from 'node:path';
import { keepThread, takeThread } from '../../warm-threads.ts';
import type { ListFault } from '../list-error.ts';
import { ListError } from '../list-error.ts';
import { mayStayAfter, READERS_IDLE_MS } from './keep-reader.ts';
import type { ReadingMessage, ReadingOrder, ThreadOrder } from './reading-messages.ts';
import type { SheetRow, WorkbookKind } from './sheet-row.ts';
import type { SheetSurvey } from './sheet-survey.ts';

const THREAD = {
  script: join(import.meta.dirname, 'reading-thread.ts'),
  resourceLimits: { maxOldGenerationSizeMb: 1024 },
  idleMs: READERS_IDLE_MS,
};
const SECONDS = 300;
/** The top of a list is there at once, or the file is none. */
const SECONDS_OF_TOP = 60;
const TOP_ROWS = 1000;
/** A workbook of 60 MB is looked through in four; what takes longer was made to. */
const SECONDS_OF_SURVEY = 20;

const tooLarge = () => new ListError('file_too_large', { limitMb: 60 });

/** Reads a list in a thread. */
export async function* readInThread(order: ReadingOrder): AsyncGenerator<readonly SheetRow[]> {
  const seconds = order.rowLimit <= TOP_ROWS ? SECONDS_OF_TOP : SECONDS;
  for await (const message of messagesOf(order, seconds)) if ('rows' in message) yield message.rows;
}

/** Looks at every sheet of a workbook in a thread. */
export async function surveyInThread(path: string, kind: WorkbookKind): Promise<SheetSurvey[]> {
  for await (const message of messagesOf({ path, survey: kind }, SECONDS_OF_SURVEY))
    if ('sheets' in message) return [...message.sheets];
  throw new ListError('file_unreadable');
}

/**
 * A thread with its own heap and a time limit, so that a file made to exhaust memory or time ends as a
 * refusal and not as an end of the server.
 */
async function* messagesOf(order: ThreadOrder, seconds: number): AsyncGenerator<ReadingMessage> {
  const mayStay = mayStayAfter(order.path, 'survey' in order ? order.survey : order.kind);
  const thread = takeThread(THREAD);
  const timer = setTimeout(() => thread.terminate(), seconds * 1000);
  let isDone = false;
  try {
    const messages = on(thread, 'message', { close: ['exit'] });
    thread.postMessage(order);
    for await (const [event] of messages) {
      const message = event as ReadingMessage;
      isDone = 'end' in message || 'sheets' in message;
      if ('refused' in message) throw refusal(message.refused);
      if (!('end' in message)) yield message;
      if (isDone) return;
      thread.postMessage('next');
    }
    throw tooLarge();
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooLarge() : error;
  } finally {
    clearTimeout(timer);
    await (isDone && mayStay ? keepThread(THREAD, thread) : thread.terminate());
  }
}

const refusal = (code: ListFault) => (code === 'file_too_large' ? tooLarge() : new ListError(code));
