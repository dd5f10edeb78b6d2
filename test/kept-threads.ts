import { EventEmitter } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { PoolRunnerInitializer, PoolWorker, WorkerRequest } from 'vitest/node';
import type { ToThread } from './kept-thread.ts';

const NAME = 'kept-threads';

/**
 * Vitest's threads end with their project. Each loads the server's modules and has them compiled while they run, seven seconds
 * of a core: these take the files of the next project.
 */
export const keptThreads = {
  name: NAME,
  createPoolWorker: ({ env }) => new KeptThread(env),
} satisfies PoolRunnerInitializer;

/** Threads whose project has no more files for them. */
const idle: Worker[] = [];
/** Those that are about to be idle: who begins waits for them. */
const ending = new Set<Promise<void>>();
const EVENTS = ['message', 'error', 'exit'];

class KeptThread implements PoolWorker {
  readonly name = NAME;
  readonly #env: Partial<NodeJS.ProcessEnv>;
  readonly #events = new EventEmitter();
  #thread: Worker | undefined;
  #giveBack: (() => void) | undefined;

  constructor(env: Partial<NodeJS.ProcessEnv>) {
    this.#env = env;
  }

  on(event: string, callback: (...args: unknown[]) => void): void {
    this.#events.on(event, callback);
  }

  off(event: string, callback: (...args: unknown[]) => void): void {
    this.#events.off(event, callback);
  }

  async start(): Promise<void> {
    if (this.#thread) return;
    await Promise.all(ending);
    this.#thread = idle.pop() ?? new Worker(new URL('./kept-thread.ts', import.meta.url));
    this.#thread.ref();
    for (const event of EVENTS)
      this.#thread.on(event, (...args) => this.#events.emit(event, ...args));
    this.#post({ env: this.#env });
  }

  send(message: WorkerRequest): void {
    // A thread that vitest tells to stop would hear nothing any more.
    if (message.type === 'stop') this.#end();
    else this.#post(message);
  }

  #end(): void {
    this.#post({ isEndOfProject: true });
    const { promise, resolve } = Promise.withResolvers<void>();
    ending.add(promise);
    this.#giveBack = () => {
      idle.push(this.#thread!);
      ending.delete(promise);
      resolve();
    };
  }

  async stop(): Promise<void> {
    for (const event of EVENTS) this.#thread?.removeAllListeners(event);
    this.#thread?.unref();
    // Otherwise one of its tests never ends.
    if (this.#giveBack) this.#giveBack();
    else await this.#thread?.terminate();
    this.#thread = undefined;
  }

  deserialize(data: unknown): unknown {
    return data;
  }

  #post(message: ToThread | WorkerRequest): void {
    this.#thread?.postMessage(message);
  }
}
