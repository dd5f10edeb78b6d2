import type { Decision } from './import-messages.ts';
import type { ImportWorker } from './import-worker.ts';
import type { Run } from './understand-list.ts';

/** Follows the thread until it has read all rows and decided each. */
export async function readAndDecide(run: Run, { messages }: ImportWorker): Promise<Decision> {
  for (;;) {
    const { value: message, done } = await messages.next();
    if (done) throw new Error('the import ended before its decision');
    if (message.kind === 'decided') return message.decision;
    if (message.kind === 'read')
      run.progress.note(run.importing.file.id, { ...message, step: 'reading' });
  }
}
