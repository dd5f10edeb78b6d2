import { sql } from 'kysely';
import type { Db } from './database.ts';
import type { Tables } from './schema.ts';

/**
 * A new file without dead rows; the old one is unlinked. VACUUM alone notes their space as free and leaves their
 * bytes. Writers wait for it: 0.5 s for a ballot box with 20,000 ballots (100 MB). It gives up after five
 * seconds where another process holds the table.
 */
export const rewriteTable = (db: Db, table: keyof Tables): Promise<void> =>
  db.connection().execute(async (connection) => {
    await sql`set lock_timeout = '5s'`.execute(connection);
    try {
      await sql`vacuum full ${sql.table(table)}`.execute(connection);
    } finally {
      await sql`reset lock_timeout`.execute(connection);
    }
  });
