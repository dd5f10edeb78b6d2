import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { CompiledQuery, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { Migrator } from 'kysely/migration';
import type { Db } from './database.ts';
import { requireSuitable } from './require-suitable.ts';
import type { Tables } from './schema.ts';

/** Tables that an older program would misread: the way back is the backup (docs/operation.md §7). */
class NewerDatabase extends Error {
  override readonly name = 'NewerDatabase';
}

const folder = join(import.meta.dirname, '../../migrations');

/**
 * Applies the dated SQL files that the database has not seen, each in the one transaction of the run; only
 * these ones where a backup of an earlier version is to be read.
 */
export async function migrate(db: Db, schema = 'public', only?: readonly string[]): Promise<void> {
  const applied = await appliedMigrations(db);
  const names = await migrationNames(only);
  if (applied.join() === names.join()) return;
  await requireSuitable(db, applied.length === 0);
  refuseNewer(applied, await knownMigrations());
  if (schema !== 'public') await sql`create schema if not exists ${sql.id(schema)}`.execute(db);
  const migrator = new Migrator({
    // Keeps its own tables in a schema by its name: it alone asks for one.
    db: db as Kysely<Tables>,
    migrationTableSchema: schema,
    migrationTableName: 'migration',
    migrationLockTableName: 'migration_lock',
    provider: { getMigrations: () => getMigrations(only) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

function refuseNewer(applied: readonly string[], known: readonly string[]): void {
  const unknown = applied.filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  throw new NewerDatabase(
    `Cơ sở dữ liệu này do một phiên bản mới hơn tạo ra (${unknown.at(-1)}): hãy chạy phiên bản ấy, hoặc khôi phục bản sao lưu từ trước khi nâng cấp. / ` +
      `This database was made by a newer version (${unknown.at(-1)}): run that one, or restore the backup from before the upgrade.`,
  );
}

/**
 * Those that the database has, read without the migrator: that one reads the whole catalogue first, half a second of a
 * core in each start on the embedded database.
 */
async function appliedMigrations(db: Db): Promise<string[]> {
  const { rows: tables } = await sql<{
    isThere: boolean;
  }>`select to_regclass('migration') is not null as is_there`.execute(db);
  if (!tables[0]!.isThere) return [];
  const { rows } = await sql<{ name: string }>`select name from migration`.execute(db);
  return rows.map(({ name }) => name).sort();
}

/** Names without their ending, in the order in which they are applied. */
export const knownMigrations = async (): Promise<string[]> =>
  (await readdir(folder))
    .filter((name) => name.endsWith('.sql'))
    .map((name) => name.slice(0, -'.sql'.length))
    .sort();

export const migrationText = (name: string): Promise<string> =>
  readFile(join(folder, `${name}.sql`), 'utf8');

/** Whether the database has the tables that this version of the program expects. */
export async function isCurrent(db: Db): Promise<boolean> {
  const { rows } = await sql<{ name: string }>`select name from migration`.execute(db);
  return rows.length === (await knownMigrations()).length;
}

const migrationNames = async (only?: readonly string[]): Promise<string[]> =>
  (await knownMigrations()).filter((name) => only?.includes(name) ?? true);

async function getMigrations(only?: readonly string[]): Promise<Record<string, Migration>> {
  const names = await migrationNames(only);
  return Object.fromEntries(
    names.map((name) => [
      name,
      {
        async up(db) {
          await db.executeQuery(CompiledQuery.raw(await migrationText(name)));
        },
      },
    ]),
  );
}
