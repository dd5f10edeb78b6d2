import { CompiledQuery } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { Transact } from '../../db/plain-connections.ts';
import type { Deps } from '../../deps.ts';
import { ChunkWriter } from '../store/chunk-writer.ts';
import { registerNames } from '../store/register-names.ts';
import { storedRows } from '../store/stored-rows.ts';
import { sweepUnfinished } from '../store/sweep-lists.ts';
import type { Decision, ResumePoint } from './import-messages.ts';
import type { ImportWorker } from './import-worker.ts';
import type { Importing, Run } from './understand-list.ts';
import { connectionsFor, yieldToRequests } from './yield-to-requests.ts';

/** Rows that an import before a crash has stored are kept, if it had decided the same. */
export async function findResumePoint(
  deps: Deps,
  { file, campaign }: Importing,
  decision: Decision,
): Promise<ResumePoint> {
  const { db } = deps;
  const { provinceCode } = campaign;
  const fields = await registerNames(db, { campaignId: campaign.id, provinceCode, ...decision });
  await db
    .updateTable('listFile')
    .set({ leftLines: decision.left && JSON.stringify(decision.left) })
    .where('id', '=', file.id)
    .execute();
  if (file.decision !== decision.digest) {
    await sweepUnfinished(db, file.id, yieldToRequests(deps));
    await db
      .updateTable('listFile')
      .set({ decision: decision.digest })
      .where('id', '=', file.id)
      .execute();
  }
  return { fields, stored: await storedRows(db, file.id) };
}

/** Follows the thread until all rows are stored, and writes the chunks of one that cannot do so itself. */
export async function storeRows(
  deps: Deps,
  run: Run,
  worker: ImportWorker,
  decision: Decision,
  resume: ResumePoint,
): Promise<void> {
  const { id: fileId } = run.importing.file;
  const pause = yieldToRequests(deps);
  let done = resume.stored.length;
  const noteStored = (rows: number) => {
    done += rows;
    const percent = Math.floor((100 * done) / decision.rows);
    run.progress.note(fileId, { step: 'storing', rows: done, percent });
  };
  const writer = new ChunkWriter(transactOn(deps.db), connectionsFor(deps), async (rows) => {
    noteStored(rows);
    await pause();
  });
  worker.answer(resume);
  try {
    for await (const message of worker.messages) {
      if (message.kind === 'stored') noteStored(message.rows);
      if (message.kind !== 'chunk') continue;
      await writer.take(message.chunk);
      worker.answer(null);
    }
    await writer.end();
  } finally {
    await writer.close();
  }
}

const transactOn =
  (db: Db): Transact =>
  (work) =>
    db
      .transaction()
      .execute((trx) =>
        work((text, values = []) => trx.executeQuery(CompiledQuery.raw(text, [...values]))),
      );
