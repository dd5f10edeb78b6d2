import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CompiledQuery, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { Migrator } from 'kysely/migration';
import type { Db } from './database.ts';

const folder = join(import.meta.dirname, '../../migrations');

/**
 * Applies the dated SQL files that the database has not seen, each in the one transaction of the run; only
 * these ones where a backup of an earlier version is to be read.
 */
export async function migrate(db: Db, schema = 'public', only?: readonly string[]): Promise<void> {
  if (schema !== 'public') await sql`create schema if not exists ${sql.id(schema)}`.execute(db);
  const migrator = new Migrator({
    db,
    migrationTableSchema: schema,
    migrationTableName: 'migration',
    migrationLockTableName: 'migration_lock',
    provider: { getMigrations: () => getMigrations(only) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

/** Names without their ending, in the order in which they are applied. */
export const knownMigrations = async (): Promise<string[]> =>
  (await readdir(folder))
    .filter((name) => name.endsWith('.sql'))
    .map((name) => name.slice(0, -'.sql'.length))
    .sort();

/** Whether the database has the tables that this version of the program expects. */
export async function isCurrent(db: Db): Promise<boolean> {
  const { rows } = await sql<{ name: string }>`select name from migration`.execute(db);
  return rows.length === (await knownMigrations()).length;
}

async function getMigrations(only?: readonly string[]): Promise<Record<string, Migration>> {
  const names = (await knownMigrations()).filter((name) => only?.includes(name) ?? true);
  return Object.fromEntries(
    names.map((name) => [
      name,
      {
        async up(db) {
          const file = join(folder, `${name}.sql`);
          await db.executeQuery(CompiledQuery.raw(await readFile(file, 'utf8')));
        },
      },
    ]),
  );
}
