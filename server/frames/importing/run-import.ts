import type { Deps } from '../../deps.ts';
import { registerNames } from '../storing/register-names.ts';
import { storeChunk } from '../storing/store-chunk.ts';
import { storedRows } from '../storing/stored-rows.ts';
import { sweepUnfinished } from '../storing/sweep-lists.ts';
import type { Chunk, Decision, GoOn } from './import-messages.ts';
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

/** Takes chunks from the thread and writes them; two at a time where there is more than one connection. */
async function store(deps: Deps, run: Run, worker: ImportWorker): Promise<Decision> {
  const { id: fileId } = run.importing.file;
  const writers = connectionsFor(deps);
  const pause = politePause(deps);
  const writing = new Set<Promise<void>>();
  let decision: Decision | undefined;
  let done = 0;
  const write = async (chunk: Chunk) => {
    await storeChunk(deps.db, chunk);
    done += chunk.rows;
    noteStored(run, done, decision!.rows);
    await pause();
  };
  try {
    for await (const message of worker.messages) {
      if (message.kind === 'read') run.progress.note(fileId, { ...message, step: 'reading' });
      if (message.kind === 'decided') {
        decision = message.decision;
        const goOn = await goOnAfter(deps, run, decision);
        done = goOn.stored.length;
        worker.answer(goOn);
      }
      if (message.kind === 'chunk') {
        const written = write(message.chunk).finally(() => writing.delete(written));
        writing.add(written);
        if (writing.size >= writers) await Promise.race(writing);
        worker.answer(null);
      }
    }
    await Promise.all(writing);
  } finally {
    await Promise.allSettled(writing);
    await worker.stop();
  }
  run.signal.throwIfAborted();
  return decision!;
}

const noteStored = ({ importing, progress }: Run, rows: number, of: number) =>
  progress.note(importing.file.id, {
    step: 'storing',
    rows,
    percent: Math.floor((100 * rows) / of),
  });

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
