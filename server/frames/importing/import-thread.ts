import { parentPort, workerData } from 'node:worker_threads';
import type { ImportMessage } from './import-messages.ts';
import { importWork } from './import-work.ts';

const port = parentPort!;
let answered: (answer: unknown) => void = () => {};
port.on('message', (answer) => answered(answer));

const say = (message: ImportMessage) => port.postMessage(message, handedOver(message));

/** What a chunk is made of is of no use here any more. */
function handedOver(message: ImportMessage): ArrayBuffer[] {
  if (message.kind !== 'chunk') return [];
  const { persons, dossiers, identities } = message.chunk;
  return [persons, dossiers, identities].map(({ buffer }) => buffer);
}

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
