import { once } from 'node:events';
import type { ResourceLimits } from 'node:worker_threads';
import { Worker } from 'node:worker_threads';

export interface ThreadKind {
  /** Path of what it runs; it takes its orders as messages, one after the other. */
  readonly script: string;
  readonly resourceLimits?: ResourceLimits;
  /** How long it waits for the next order before it ends. */
  readonly idleMs: number;
}

/** At most one of each kind waits: a crowd's threads end. */
const idle = new Map<string, { readonly thread: Worker; readonly timer: NodeJS.Timeout }>();

const nameOf = (kind: ThreadKind): string => JSON.stringify(kind);

/**
 * A thread with a heap of its own: one that waits, or a new one. A thread takes 50 ms of processor time to start and twice
 * that to run for the first time what reads a workbook or writes out a publication; a small one is read in less.
 */
export function takeThread(kind: ThreadKind): Worker {
  const kept = idle.get(nameOf(kind));
  idle.delete(nameOf(kind));
  clearTimeout(kept?.timer);
  if (!kept || hasEnded(kept.thread)) return newThread(kind);
  kept.thread.ref();
  return kept.thread;
}

/** While it waited, where nobody hears of it. */
const hasEnded = (thread: Worker): boolean => thread.threadId < 0;

/** Only after an order that came to its end: a thread that refused one, or was stopped in it, is ended. */
export async function keepThread(kind: ThreadKind, thread: Worker): Promise<void> {
  const name = nameOf(kind);
  const kept = idle.get(name)?.thread;
  if (kept === thread) return;
  if (kept) return void (await thread.terminate());
  thread.unref();
  const timer = setTimeout(() => {
    idle.delete(name);
    void thread.terminate();
  }, kind.idleMs);
  timer.unref();
  idle.set(name, { thread, timer });
}

/** The reply to one order. A thread that fails in it ends, and its error is thrown. */
export async function askThread<Reply>(kind: ThreadKind, order: unknown): Promise<Reply> {
  const thread = takeThread(kind);
  const settled = new AbortController();
  const { signal } = settled;
  let isDone = false;
  try {
    const replied = once(thread, 'message', { signal });
    const ended = once(thread, 'exit', { signal }).then(() => {
      throw new Error(`${kind.script} ended without a reply`);
    });
    thread.postMessage(order);
    const [reply] = await Promise.race([replied, ended]);
    isDone = true;
    return reply as Reply;
  } finally {
    settled.abort();
    await (isDone ? keepThread(kind, thread) : thread.terminate());
  }
}

function newThread({ script, resourceLimits }: ThreadKind): Worker {
  // Without `stderr`, by which a thread that only waits would keep its process.
  const thread = new Worker(script, { execArgv: [], ...(resourceLimits && { resourceLimits }) });
  // Its present order hears of it. While it waits nobody would, and the process would end.
  thread.on('error', () => undefined);
  return thread;
}
