import { sql } from 'kysely';
import type { Db } from '../server/db/database.ts';

/** How many statements of a database of PostgreSQL wait at this moment for rows that another act holds. */
export async function waitingForLocks(db: Db): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*) as waiting from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(db);
  return rows[0]!.waiting;
}
