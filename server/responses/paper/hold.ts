import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';

/** Forms of one stratum are counted against its strips one after another. */
export async function holdStratum(trx: Db, campaignId: string, stratum: string): Promise<void> {
  const name = `${campaignId} ${stratum}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 1))`.execute(trx);
}
