import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Config } from '../config.ts';
import type { Db } from '../db/database.ts';
import { connectPostgres } from '../db/database.ts';
import type { NewContent } from '../db/new-embedded.ts';
import { embeddedInMemory } from '../db/open-embedded.ts';
import { release, tryHold } from '../db/process-locks.ts';

/**
 * A database of the same kind that is gone afterwards: on PostgreSQL a schema of its own beside the
 * province's, else one in memory, of which nothing is left on the disk.
 */
export async function onScratchDatabase<T>(
  { databaseUrl, databaseOwnerUrl }: Config,
  content: NewContent,
  work: (db: Db, schema: string) => Promise<T>,
): Promise<T> {
  const url = databaseOwnerUrl ?? databaseUrl;
  if (url) return onScratchSchema(url, work);
  const db = await embeddedInMemory(content);
  try {
    return await work(db, 'public');
  } finally {
    await db.destroy();
  }
}

async function onScratchSchema<T>(
  url: string,
  work: (db: Db, schema: string) => Promise<T>,
): Promise<T> {
  const schema = `drill_${randomBytes(6).toString('hex')}`;
  const keeper = connectPostgres(url, 'public');
  const db = connectPostgres(url, schema);
  try {
    await dropAbandoned(keeper);
    await tryHold(keeper, schema);
    return await work(db, schema);
  } finally {
    await db.destroy();
    await drop(keeper, schema);
    await keeper.destroy();
  }
}

/** A drill that was killed left a copy of all people; its lock fell with it, and one that runs keeps its own. */
async function dropAbandoned(keeper: Db): Promise<void> {
  const { rows } = await sql<{ schema: string }>`
    select nspname as schema from pg_namespace where nspname ~ '^drill_[0-9a-f]{12}$'`.execute(
    keeper,
  );
  for (const { schema } of rows)
    if (await tryHold(keeper, schema)) {
      await drop(keeper, schema);
      await release(keeper, schema);
    }
}

const drop = (keeper: Db, schema: string) =>
  sql`drop schema if exists ${sql.id(schema)} cascade`.execute(keeper);
