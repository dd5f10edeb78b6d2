import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Config } from './config.ts';
import { WrongSettings } from './config.ts';
import { connectPostgres } from './db/database.ts';
import { lockFolder } from './db/lock.ts';
import { beginPrivate, closeUmask } from './private-folder.ts';

/**
 * Refuses where no server has made a database. A program that made an empty one under a mistyped setting would
 * audit, list or back up that, and call it whole.
 */
async function requireDatabase(config: Config): Promise<void> {
  const { dataDir, databaseUrl, databaseSchema } = config;
  if (databaseUrl) return requireTables(databaseUrl, databaseSchema);
  await access(join(dataDir, 'database/PG_VERSION')).catch(() => {
    throw new WrongSettings(
      `${dataDir}: ở đây chưa có cơ sở dữ liệu. Đặt DATA_DIR (hoặc DATABASE_URL) như của máy chủ. / ` +
        `${dataDir}: there is no database here. Set DATA_DIR (or DATABASE_URL) as the server has it.`,
    );
  });
}

/**
 * For a program beside the server: where it made a database, and of the embedded one, which has one process, with the folder
 * taken: the server is stopped first. Gives what lets it go.
 */
export async function takeExisting(config: Config): Promise<() => Promise<void>> {
  await requireDatabase(config);
  // On PostgreSQL nothing is written into the folder, so it may be another account's.
  if (config.databaseUrl) {
    closeUmask();
    return async () => undefined;
  }
  await beginPrivate(config.dataDir);
  return lockFolder(config.dataDir);
}

async function requireTables(url: string, schema: string): Promise<void> {
  const db = connectPostgres(url, schema);
  try {
    const { rows } = await sql<{
      isThere: boolean;
    }>`select to_regclass('migration') is not null as is_there`.execute(db);
    if (rows[0]!.isThere) return;
  } finally {
    await db.destroy();
  }
  throw new WrongSettings(
    `DATABASE_SCHEMA ${schema}: ở đây chưa có bảng nào của chương trình. Đặt DATABASE_URL và DATABASE_SCHEMA như của máy chủ. / ` +
      `DATABASE_SCHEMA ${schema}: none of the program’s tables are here. Set DATABASE_URL and DATABASE_SCHEMA as the server has them.`,
  );
}
