import { problem } from '../problem.ts';
import { createBatcherPerDatabase } from './batcher.ts';
import type { Db } from './database.ts';
import { oneOf, preparedStatement } from './prepared-statement.ts';

type HashColumn = 'tokenHash' | 'codeHash';

/** Refuses the link or the code of a slip that a newer one has replaced. */
export async function refuseRetired(db: Db, column: HashColumn, hash: string): Promise<void> {
  const hotline = await FIND[column](db, hash);
  if (hotline !== undefined) throw problem('invitation_replaced', { hotline });
}

const MOST_LOOKUPS = 200;
/** In batches, as wrong links and codes come: a crowd of them costs few statements. */
const retiredBy = (column: HashColumn) =>
  createBatcherPerDatabase<string, string>(
    MOST_LOOKUPS,
    (db) => async (hashes) =>
      new Map((await findRetired(db, column, hashes)).map(({ hash, hotline }) => [hash, hotline])),
  );
const FIND = { tokenHash: retiredBy('tokenHash'), codeHash: retiredBy('codeHash') };

const findRetired = (db: Db, column: HashColumn, hashes: readonly string[]) =>
  db
    .selectFrom('retiredSlip')
    .innerJoin('campaign', 'campaign.id', 'retiredSlip.campaignId')
    .select(['hotline', `${column} as hash`])
    .where(column, '=', oneOf(hashes))
    .modifyEnd(preparedStatement)
    .execute();
