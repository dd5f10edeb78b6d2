import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import { preparedStatement } from '../../db/prepared-statement.ts';
import { problem } from '../../problem.ts';

/** Holds the campaign open while a row is written: the closing waits, and what comes later is refused. */
export async function holdCampaign(trx: Db, campaignId: string): Promise<void> {
  const { rows } = await sql<{ stage: string }>`
    select stage from campaign where id = ${campaignId} for share ${preparedStatement}`.execute(
    trx,
  );
  const stage = rows[0]?.stage;
  if (!stage) throw problem('campaign_not_found');
  if (stage !== 'collecting') throw problem('stage_not_allowed', { stage, needed: ['collecting'] });
}

/** Forms of one stratum are counted against its strips one after another. */
export async function holdStratum(trx: Db, campaignId: string, stratum: string): Promise<void> {
  const name = `${campaignId} ${stratum}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 1))`.execute(trx);
}
