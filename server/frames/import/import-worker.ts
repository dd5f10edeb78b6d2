import { on } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { mayStayAfter, READERS_IDLE_MS } from '../../lists/read/keep-reader.ts';
import { problem } from '../../problem.ts';
import type { ThreadKind } from '../../warm-threads.ts';
import { keepThread, takeThread } from '../../warm-threads.ts';
import { heapFor } from './heap-for.ts';
import type { ImportMessage, ImportOrder, ThreadMessage } from './import-messages.ts';
import { InlineImport } from './inline-import.ts';

const THREAD = join(import.meta.dirname, 'import-thread.ts');
/** A text; a workbook may unpack to far more. */
const SMALL = 1024 * 1024;
/**
 * V8 would learn from a list's records, all alive while their piece of the file is read, that such arrays live
 * long, and put them where each keeps its cells until the next great collection: 1.5 kB a row moved to and fro,
 * a sixth of the reading. Set before the first thread begins.
 */
setFlagsFromString('--no-allocation-site-pretenuring');

/** A million rows take a minute or two; an hour is a file made to block the server. */
const SECONDS = 3600;
/** A thread that unpacks a workbook hears nothing meanwhile. */
const PATIENCE_MS = 2000;

export interface ImportWorker {
  readonly messages: AsyncGenerator<ImportMessage>;
  answer(answer: unknown): void;
  stop(): Promise<void>;
}

const tooLarge = () => problem('file_too_large', { limitMb: 60 });

const sizeOf = ({ parts }: ImportOrder): number => statSync(parts[0]!.list.path).size;

const isInline = (order: ImportOrder): boolean =>
  order.parts[0]!.list.kind === 'csv' && sizeOf(order) <= SMALL;

/** A thread with connections of its own ends between two chunks: nothing is written once it is gone. */
async function finishWriting(thread: Worker): Promise<void> {
  if (thread.threadId < 0) return;
  const ended = new Promise<void>((resolve) => {
    thread.once('exit', () => resolve());
  });
  thread.postMessage('stop' satisfies ThreadMessage);
  await Promise.race([ended, wait(PATIENCE_MS, undefined, { ref: false })]);
}

/** The thread that reads, decides and writes out a list, with a heap of its own. */
export function startImportWorker(order: ImportOrder, signal: AbortSignal): ImportWorker {
  const kind: ThreadKind = {
    script: THREAD,
    resourceLimits: heapFor(order),
    idleMs: READERS_IDLE_MS,
  };
  const mayStay = order.parts.every(({ list }) => mayStayAfter(list.path, list.kind));
  const thread = isInline(order) ? new InlineImport(order) : takeThread(kind);
  let isDone = false;
  const stop = async () => {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    if (isDone && mayStay && thread instanceof Worker) return keepThread(kind, thread);
    if (order.database && thread instanceof Worker) await finishWriting(thread);
    await thread.terminate();
  };
  const timer = setTimeout(stop, SECONDS * 1000);
  signal.addEventListener('abort', stop);
  const messages = messagesOf(thread, signal, () => {
    isDone = true;
  });
  if (thread instanceof Worker) thread.postMessage({ order } satisfies ThreadMessage);
  return {
    messages,
    answer: (answer) => thread.postMessage({ answer } satisfies ThreadMessage),
    stop,
  };
}

async function* messagesOf(
  thread: Worker | InlineImport,
  signal: AbortSignal,
  onEnd: () => void,
): AsyncGenerator<ImportMessage> {
  try {
    for await (const [event] of on(thread, 'message', { close: ['exit'] })) {
      const message = event as ImportMessage;
      if (message.kind === 'refused') throw refusal(message.code);
      if (message.kind === 'end') return onEnd();
      yield message;
    }
    signal.throwIfAborted();
    throw tooLarge();
  } catch (error) {
    const isFull = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
    throw isFull ? tooLarge() : error;
  }
}

const refusal = (code: Extract<ImportMessage, { kind: 'refused' }>['code']) =>
  code === 'file_too_large' ? tooLarge() : problem(code);
