import { statSync } from 'node:fs';
import type { ResourceLimits } from 'node:worker_threads';
import { Worker } from 'node:worker_threads';
import type { FileKind } from './sheet-row.ts';

export interface ThreadKind {
  /** Path of what it runs; it takes its orders as messages, one after the other. */
  readonly script: string;
  readonly resourceLimits: ResourceLimits;
}

/** A clerk who has seen how a list is understood imports it, and hands in the next. */
const IDLE_MS = 60_000;
/** What a larger list has filled stays a thread's: its memory is given back with it. */
const LARGEST_KEPT = 1024 * 1024;

/**
 * Whether a thread may read another list after this one. What reads BIFF8 keeps the formats of numbers that a workbook
 * defines, and reads those of the next one by them.
 */
export const mayStayAfter = (path: string, kind: FileKind): boolean =>
  kind !== 'xls' && statSync(path).size <= LARGEST_KEPT;

/** At most one of each kind waits: a crowd's threads end. */
const idle = new Map<string, { readonly thread: Worker; readonly timer: NodeJS.Timeout }>();

const nameOf = (kind: ThreadKind): string => JSON.stringify(kind);

/**
 * A thread with a heap of its own: one that waits, or a new one. A thread takes 50 ms of processor time to start and twice
 * that to run for the first time what reads a workbook; a small one is read in less.
 */
export function takeThread(kind: ThreadKind): Worker {
  const kept = idle.get(nameOf(kind));
  if (!kept) return newThread(kind);
  idle.delete(nameOf(kind));
  clearTimeout(kept.timer);
  kept.thread.ref();
  return kept.thread;
}

/** Only after an order that came to its end: a thread that refused a list, or was stopped in one, is ended. */
export async function keepThread(kind: ThreadKind, thread: Worker): Promise<void> {
  const name = nameOf(kind);
  const kept = idle.get(name)?.thread;
  if (kept === thread) return;
  if (kept) return void (await thread.terminate());
  thread.unref();
  const timer = setTimeout(() => {
    idle.delete(name);
    void thread.terminate();
  }, IDLE_MS);
  timer.unref();
  idle.set(name, { thread, timer });
}

function newThread({ script, resourceLimits }: ThreadKind): Worker {
  const thread = new Worker(script, { execArgv: [], stderr: true, resourceLimits });
  // SheetJS prints what it does not know of a damaged file.
  thread.stderr.resume();
  // Its present order hears of it. While it waits nobody would, and the process would end.
  thread.on('error', () => undefined);
  return thread;
}
