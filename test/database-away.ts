import { sql } from 'kysely';
import pg from 'pg';
import { inject } from 'vitest';
import type { Db } from '../server/db/database.ts';

/**
 * PostgreSQL ends for this database alone, as for one that is restarted: each connection is cut, and no new one is taken
 * until what is returned is called.
 */
export async function takeAway(db: Db): Promise<() => Promise<void>> {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(db);
  const { name } = rows[0]!;
  const ask = async (...statements: readonly string[]) => {
    const client = new pg.Client(`${inject('postgresUrl')}/postgres`);
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
  };
  await ask(
    `alter database ${name} allow_connections false`,
    `select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '${name}'`,
  );
  return () => ask(`alter database ${name} allow_connections true`);
}
