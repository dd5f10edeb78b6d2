import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';

/** Pages of 8 kB: a table that has grown by fewer since the last look is read whole as fast as by an index. */
const FEW_PAGES = 8;

/**
 * Lets the database look at what has come, so that it finds the short ways through it: PGlite never does so
 * by itself, and PostgreSQL a minute later. 3,000 rows of each table are enough, and take 50 ms. Plans
 * stay the same while the table has grown by less than a tenth, which is PostgreSQL's own rule (autovacuum_analyze_scale_factor).
 */
export async function analyseRows(db: Db): Promise<void> {
  await sql`
    select analyse_list_tables() from pg_class where oid = 'dossier'::regclass
    and pg_relation_size(oid) > (relpages * 1.1 + ${sql.lit(FEW_PAGES)}) * current_setting('block_size')::integer
  `.execute(db);
}
