import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Config } from '../config.ts';
import type { Db } from '../db/database.ts';
import { connectPostgres, embeddedInMemory } from '../db/database.ts';

/**
 * A database of the same kind that is gone afterwards: on PostgreSQL a schema of its own beside the
 * province's, else one in memory, of which nothing is left on the disk.
 */
export async function onScratchDatabase<T>(
  { databaseUrl, databaseOwnerUrl }: Config,
  work: (db: Db, schema: string) => Promise<T>,
): Promise<T> {
  const url = databaseOwnerUrl ?? databaseUrl;
  if (url) return onScratchSchema(url, work);
  const db = await embeddedInMemory();
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
  const db = connectPostgres(url, schema);
  try {
    return await work(db, schema);
  } finally {
    await sql`drop schema if exists ${sql.id(schema)} cascade`.execute(db);
    await db.destroy();
  }
}
