import { sql } from 'kysely';
import { grantApplicationRights } from './application-rights.ts';
import type { Db } from './database.ts';
import { connectPostgres } from './database.ts';
import { migrate } from './migrate.ts';
import { openEmbedded } from './open-embedded.ts';

interface DatabaseSettings {
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly databaseOwnerUrl: string | undefined;
  readonly databaseSchema: string;
}

/**
 * The migrated database as the application uses it. With DATABASE_OWNER_URL the tables belong to that role,
 * and the application's own has least rights on them.
 */
export async function prepareDatabase(settings: DatabaseSettings): Promise<Db> {
  const { databaseUrl, databaseOwnerUrl, databaseSchema } = settings;
  if (!databaseUrl) return migrated(await openEmbedded(settings.dataDir, 'tables'), 'public');
  const db = connectPostgres(databaseUrl, databaseSchema);
  if (!databaseOwnerUrl) return migrated(db, databaseSchema);
  try {
    await migrateAsOwner(databaseOwnerUrl, databaseSchema, await roleOf(db));
    return db;
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

async function migrated(db: Db, schema: string): Promise<Db> {
  try {
    await migrate(db, schema);
    return db;
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

async function migrateAsOwner(url: string, schema: string, application: string): Promise<void> {
  const owner = connectPostgres(url, schema);
  try {
    await migrate(owner, schema);
    await grantApplicationRights(owner, schema, application);
  } finally {
    await owner.destroy();
  }
}

async function roleOf(db: Db): Promise<string> {
  const { rows } = await sql<{ role: string }>`select current_user as role`.execute(db);
  return rows[0]!.role;
}
