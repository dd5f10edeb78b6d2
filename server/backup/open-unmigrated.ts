import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { WrongSettings } from '../config.ts';
import type { Db } from '../db/database.ts';
import { connectPostgres } from '../db/database.ts';
import { openEmbedded } from '../db/open-embedded.ts';

/** As it is: a backup before an upgrade is of the version before. */
export async function openUnmigrated(config: Config): Promise<Db> {
  const { dataDir, databaseUrl, databaseSchema } = config;
  if (databaseUrl) return connectPostgres(databaseUrl, databaseSchema);
  await access(join(dataDir, 'database')).catch(() => {
    throw new WrongSettings(
      `${dataDir}/database: không có cơ sở dữ liệu để sao lưu / there is no database to back up`,
    );
  });
  return openEmbedded(dataDir, 'nothing');
}
