import { sql } from 'kysely';
import type { Db } from './database.ts';

/**
 * Until this transaction ends others that hold the province wait: what its rounds share, and what counts and publishes one of
 * them. Who holds a round too holds the round first. By a name, as the server may not change the province's row.
 */
export async function holdProvince(trx: Db, code: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`province ${code}`}, 1))`.execute(trx);
}
