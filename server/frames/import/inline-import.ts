import { EventEmitter } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import type { ImportMessage, ImportOrder } from './import-messages.ts';
import { importWork } from './import-work.ts';
import { readRows } from './read-rows.ts';

class Stopped extends Error {}

/**
 * The same work in the server's own thread: a small text is no danger, and a thread takes longer to start
 * than it takes to read.
 */
export class InlineImport extends EventEmitter {
  private asked: PromiseWithResolvers<unknown> | undefined;
  private isStopped = false;

  constructor(order: ImportOrder) {
    super();
    // Work that was stopped ends by the question that nobody answers: unheard, that would end the server.
    this.run(order).catch((error: unknown) => {
      if (!(error instanceof Stopped)) this.emit('error', error);
    });
  }

  private async run(order: ImportOrder): Promise<void> {
    await setImmediate();
    const say = (message: ImportMessage) => {
      if (!this.isStopped) this.emit('message', message);
    };
    const ask = async <T>(message: ImportMessage) => {
      if (this.isStopped) throw new Stopped();
      this.asked = Promise.withResolvers();
      say(message);
      return this.asked.promise as Promise<T>;
    };
    await importWork(order, {
      read: readRows,
      say,
      ask,
      store: (chunk) => ask<void>({ kind: 'chunk', chunk }),
      stored: async () => {},
    });
    this.emit('exit');
  }

  postMessage({ answer }: { readonly answer: unknown }): void {
    this.asked?.resolve(answer);
  }

  async terminate(): Promise<void> {
    this.isStopped = true;
    // No answer comes any more: the work must not wait for ever with its file open.
    this.asked?.reject(new Stopped());
    this.emit('exit');
  }
}
