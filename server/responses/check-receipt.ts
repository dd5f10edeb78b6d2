import { sql } from 'kysely';
import { createBatcherPerDatabase } from '../db/batcher.ts';
import type { Db } from '../db/database.ts';
import { oneOf, preparedStatement } from '../db/prepared-statement.ts';
import { expectedBallots } from './queries.ts';

/**
 * Receipts say something only after the count: how many were counted with this one. Until the erasure a voided one says
 * that it is: who took the answer is not believed, and its person is asked again.
 */
export async function checkReceipt(db: Db, code: string) {
  const known = await findReceipt(db, code);
  const received = known?.campaignId ? ((await ballotsOf(db, known.campaignId)) ?? 0) : 0;
  const isVoided = received === 0 && known?.isVoided === true;
  return { isCounted: received > 0, received, ...(isVoided && { isVoided: true as const }) };
}

interface KnownReceipt {
  readonly code: string;
  /** Where it was counted. */
  readonly campaignId: string | null;
  readonly isVoided: boolean;
}

const MOST_LOOKUPS = 200;
/** In batches, as guessed codes come: a crowd of them costs few statements, and nobody waits for a connection. */
const findReceipt = createBatcherPerDatabase<string, KnownReceipt>(
  MOST_LOOKUPS,
  (db) => async (codes) =>
    new Map((await findReceipts(db, codes)).map((receipt) => [receipt.code, receipt])),
);

const findReceipts = async (db: Db, codes: readonly string[]) => {
  const { rows } = await sql<KnownReceipt>`
    select code, max(campaign_id) as campaign_id, bool_or(is_voided) as is_voided from (
      select receipt_code as code, campaign_id::text as campaign_id, false as is_voided
      from invitation join campaign on campaign.id = campaign_id
      where receipt_code = ${oneOf(codes)} and stage in ('closed', 'published')
      union all
      select receipt_code, null, true from voided_case where receipt_code = ${oneOf(codes)}
    ) as receipt group by code ${preparedStatement}`.execute(db);
  return rows;
};

/** A crowd that asks for the same campaign shares one counting. */
const ballotsOf = createBatcherPerDatabase<string, number>(MOST_LOOKUPS, (db) => async (ids) => {
  const campaigns = [...new Set(ids)];
  const ballots = await Promise.all(campaigns.map((id) => expectedBallots(db, id)));
  return new Map(campaigns.map((id, place) => [id, ballots[place]!]));
});
