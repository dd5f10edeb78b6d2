import type { Config } from '../config.ts';
import type { Db } from '../db/database.ts';
import { connectPostgres } from '../db/database.ts';
import { openEmbedded } from '../db/open-embedded.ts';

/** As it is: a backup before an upgrade is of the version before. */
export async function openUnmigrated(config: Config): Promise<Db> {
  const { dataDir, databaseUrl, databaseSchema } = config;
  if (databaseUrl) return connectPostgres(databaseUrl, databaseSchema);
  return openEmbedded(dataDir, 'nothing');
}
