import { sql } from 'kysely';
import { record } from '../db/activity.ts';
import type { Db } from '../db/database.ts';
import { rewriteTable } from '../db/rewrite-table.ts';
import type { Deps } from '../deps.ts';

/** What held answers before the count. */
const BOX = ['ballot', 'draft', 'keying'] as const;
type BoxTable = (typeof BOX)[number];
/** `emptied`: a new empty file; `rewritten`: a new file with what others have in it; `left`: dead rows stay. */
type Cleared = 'emptied' | 'rewritten' | 'left';

/**
 * A deleted row's bytes stay in its page, and VACUUM does not overwrite them either (PostgreSQL only
 * notes the space as free), so each table gets a new file and the old one is unlinked. What sealed
 * ballots are still in the write-ahead log goes when PostgreSQL reuses its files: the switch and the
 * checkpoint make it do so sooner, where the account may. None of it is what keeps answers secret: the key
 * is gone before this begins, so whatever fails here is noted and stops nothing.
 */
export async function clearBox({ db, now }: Deps, campaignId: string): Promise<void> {
  const details: Record<string, string> = {};
  for (const table of BOX) details[table] = await clearTable(db, table);
  details.log = await turnLog(db);
  await record(db, { at: now(), staffId: null, act: 'box_cleared', campaignId, details });
}

/** A process that ended before it had cleared the box left pages without a row. */
export async function clearEmptyBox(db: Db): Promise<void> {
  for (const table of BOX) {
    const { rows } = await sql<{ bytes: number }>`
      select pg_relation_size(${table}::regclass) as bytes`.execute(db);
    if (rows[0]?.bytes) await emptyTable(db, table).catch(() => false);
  }
}

async function clearTable(db: Db, table: BoxTable): Promise<Cleared> {
  try {
    if (await emptyTable(db, table)) return 'emptied';
    await rewriteTable(db, table);
    return 'rewritten';
  } catch {
    return 'left';
  }
}

/** False where another campaign has something in it. Arrivals wait for a moment, never for long. */
const emptyTable = (db: Db, table: BoxTable): Promise<boolean> =>
  db.transaction().execute(async (trx) => {
    await sql`set local lock_timeout = '5s'`.execute(trx);
    await sql`lock table ${sql.table(table)} in access exclusive mode`.execute(trx);
    const { rows } = await sql`select from ${sql.table(table)} limit 1`.execute(trx);
    if (rows.length > 0) return false;
    await sql`truncate ${sql.table(table)}`.execute(trx);
    return true;
  });

async function turnLog(db: Db): Promise<'turned' | 'not_allowed'> {
  try {
    await sql`select pg_switch_wal()`.execute(db);
    await sql`checkpoint`.execute(db);
    return 'turned';
  } catch {
    return 'not_allowed';
  }
}
