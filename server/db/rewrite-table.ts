import { sql } from 'kysely';
import type { Db } from './database.ts';
import type { Tables } from './schema.ts';

/**
 * Gives a table a new file with the rows that are left, and unlinks the old one with its dead rows. By way
 * of a temporary table, which is in no log and needs no right of an owner as VACUUM FULL does. Writers
 * to the table wait meanwhile.
 */
export const rewriteTable = (db: Db, table: keyof Tables): Promise<void> =>
  db.transaction().execute(async (trx) => {
    const [rewritten, kept] = [sql.table(snakeCase(table)), sql.table(`kept_${snakeCase(table)}`)];
    await sql`set local lock_timeout = '5s'`.execute(trx);
    await sql`lock table ${rewritten} in access exclusive mode`.execute(trx);
    await sql`create temporary table ${kept} on commit drop as select * from ${rewritten}`.execute(
      trx,
    );
    await sql`truncate ${rewritten}`.execute(trx);
    await sql`insert into ${rewritten} select * from ${kept}`.execute(trx);
  });

const snakeCase = (name: string): string =>
  name.replaceAll(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);
