import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Config } from '../config.ts';
import { connectPostgres } from '../db/database.ts';
import { lockFolder } from '../db/lock.ts';

/**
 * Empties the demonstration's folder and its schema, unless another demonstration runs on them. Gives what frees the
 * folder again.
 */
export async function beginAnew(config: Config): Promise<() => Promise<void>> {
  const { dataDir, databaseUrl, databaseOwnerUrl, databaseSchema } = config;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const unlock = await lockFolder(dataDir);
  for (const name of await readdir(dataDir))
    if (name !== 'process.lock') await rm(join(dataDir, name), { recursive: true });
  const url = databaseOwnerUrl ?? databaseUrl;
  if (url) await dropSchema(url, databaseSchema);
  return unlock;
}

async function dropSchema(url: string, schema: string): Promise<void> {
  const db = connectPostgres(url, 'public');
  try {
    await sql`drop schema if exists ${sql.id(schema)} cascade`.execute(db);
  } finally {
    await db.destroy();
  }
}
