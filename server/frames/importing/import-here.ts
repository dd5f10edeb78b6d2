import { EventEmitter } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import type { ImportMessage, ImportOrder } from './import-messages.ts';
import { importWork } from './import-work.ts';

/**
 * The same work in the server's own thread: a small text is no danger, and a thread takes longer to start
 * than it takes to read.
 */
export class ImportHere extends EventEmitter {
  private answered: (answer: unknown) => void = () => {};
  private isStopped = false;

  constructor(order: ImportOrder) {
    super();
    this.run(order);
  }

  private async run(order: ImportOrder): Promise<void> {
    await setImmediate();
    const say = (message: ImportMessage) => {
      if (!this.isStopped) this.emit('message', message);
    };
    const ask = <T>(message: ImportMessage) => {
      const answer = new Promise<unknown>((resolve) => {
        this.answered = resolve;
      });
      say(message);
      return answer as Promise<T>;
    };
    await importWork(order, { say, ask });
    this.emit('exit');
  }

  postMessage(answer: unknown): void {
    this.answered(answer);
  }

  async terminate(): Promise<void> {
    this.isStopped = true;
    this.emit('exit');
  }
}
