import type { Deps } from '../../deps.ts';
import { ChunkWriter } from '../store/chunk-writer.ts';
import { registerNames } from '../store/register-names.ts';
import { storedRows } from '../store/stored-rows.ts';
import { sweepUnfinished } from '../store/sweep-lists.ts';
import type { Decision, GoOn } from './import-messages.ts';
import type { ImportWorker } from './import-worker.ts';
import { startImportWorker } from './import-worker.ts';
import { connectionsFor, politePause } from './polite-pause.ts';
import type { Run } from './prepare-import.ts';
import { orderOf } from './prepare-import.ts';
import { putInForce } from './put-in-force.ts';

/** Reads a list, decides, stores and puts it in force; throws where it comes to nothing. */
export async function runImport(deps: Deps, run: Run): Promise<void> {
  const { file } = run.importing;
  run.progress.note(file.id, { step: 'reading', rows: 0, percent: 0 });
  const order = await orderOf(deps, run.importing);
  const decision = await store(deps, run, startImportWorker(order, run.signal));
  await putInForce(deps, run, { ...decision, separated: order.separated });
}

/** Hears what the thread has done, and writes the chunks of one that cannot do so itself. */
async function store(deps: Deps, run: Run, worker: ImportWorker): Promise<Decision> {
  const { id: fileId } = run.importing.file;
  const pause = politePause(deps);
  let decision: Decision | undefined;
  let done = 0;
  const noteStored = (rows: number) => {
    done += rows;
    const percent = Math.floor((100 * done) / decision!.rows);
    run.progress.note(fileId, { step: 'storing', rows: done, percent });
  };
  const writer = new ChunkWriter(deps.db, connectionsFor(deps), async (rows) => {
    noteStored(rows);
    await pause();
  });
  try {
    for await (const message of worker.messages) {
      if (message.kind === 'read') run.progress.note(fileId, { ...message, step: 'reading' });
      if (message.kind === 'decided') {
        decision = message.decision;
        const goOn = await goOnAfter(deps, run, decision);
        done = goOn.stored.length;
        worker.answer(goOn);
      }
      if (message.kind === 'stored') noteStored(message.rows);
      if (message.kind === 'chunk') {
        await writer.take(message.chunk);
        worker.answer(null);
      }
    }
    await writer.end();
  } finally {
    await writer.close();
    await worker.stop();
  }
  run.signal.throwIfAborted();
  return decision!;
}

/** Rows that an import before a crash has stored are kept, if it had decided the same. */
async function goOnAfter(deps: Deps, { importing }: Run, decision: Decision): Promise<GoOn> {
  const { db } = deps;
  const { file, campaign } = importing;
  const { provinceCode } = campaign;
  const fields = await registerNames(db, { campaignId: campaign.id, provinceCode, ...decision });
  if (file.decision !== decision.digest) {
    await sweepUnfinished(db, file.id, politePause(deps));
    await db
      .updateTable('listFile')
      .set({ decision: decision.digest })
      .where('id', '=', file.id)
      .execute();
  }
  return { fields, stored: await storedRows(db, file.id) };
}
