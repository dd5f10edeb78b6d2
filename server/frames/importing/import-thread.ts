import { parentPort, workerData } from 'node:worker_threads';
import type { ImportMessage } from './import-messages.ts';
import { importWork } from './import-work.ts';

const port = parentPort!;
let answered: (answer: unknown) => void = () => {};
port.on('message', (answer) => answered(answer));

const say = (message: ImportMessage) => port.postMessage(message);
await importWork(workerData, {
  say,
  ask<T>(message: ImportMessage) {
    const answer = new Promise<unknown>((resolve) => {
      answered = resolve;
    });
    say(message);
    return answer as Promise<T>;
  },
});
port.close();
