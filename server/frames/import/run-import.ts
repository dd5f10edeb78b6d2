import type { Deps } from '../../deps.ts';
import { compareLists, tallyRows } from './compare-lists.ts';
import { enterInForce } from './enter-in-force.ts';
import type { ImportOrder } from './import-messages.ts';
import type { ImportWorker } from './import-worker.ts';
import { startImportWorker } from './import-worker.ts';
import { readAndDecide } from './read-and-decide.ts';
import { leaveOutKept } from './replacement-decisions.ts';
import { findResumePoint, storeRows } from './store-rows.ts';
import type { Run } from './understand-list.ts';
import { understandList } from './understand-list.ts';

/**
 * The way of a list: understand its columns → read its rows and decide each (import-work.ts, in a thread of its own)
 * → store → compare → in force, or held until somebody decides whose list it replaces. Throws where it comes to nothing.
 */
export async function runImport(deps: Deps, run: Run): Promise<'imported' | 'held'> {
  run.progress.note(run.importing.file.id, { step: 'reading', rows: 0, percent: 0 });
  const order = await understandList(deps, run);
  const decision = await withWorker(order, run.signal, async (worker) => {
    const decided = await readAndDecide(run, worker);
    const resume = await findResumePoint(deps, run.importing, decided);
    await storeRows(deps, run, worker, decided, resume);
    return decided;
  });
  run.signal.throwIfAborted();
  await leaveOutKept(deps.db, run.importing.file);
  const steps = await tallyRows(deps, run, decision);
  for (;;) {
    const compared = await compareLists(deps.db, run, decision, steps);
    const outcome = await enterInForce(deps, run, compared, {
      separated: order.separated,
      doubts: decision.doubts,
    });
    if (outcome !== 'outdated') return outcome;
  }
}

async function withWorker<T>(
  order: ImportOrder,
  signal: AbortSignal,
  work: (worker: ImportWorker) => Promise<T>,
): Promise<T> {
  const worker = startImportWorker(order, signal);
  try {
    return await work(worker);
  } finally {
    await worker.stop();
  }
}
