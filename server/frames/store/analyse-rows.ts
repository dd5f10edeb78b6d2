import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';

/**
 * Lets the database look at what has come, so that it finds the short ways through it: PGlite never does so
 * by itself, and PostgreSQL a minute later. 3,000 rows of each table are enough, and take 50 ms.
 */
export async function analyseRows(db: Db): Promise<void> {
  await sql`select analyse_list_tables()`.execute(db);
}
