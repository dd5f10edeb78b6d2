import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { grantApplicationRights } from '../server/db/application-rights.ts';
import { connectPostgres } from '../server/db/database.ts';
import { migrate } from '../server/db/migrate.ts';
import { APPLICATION } from './database.ts';
import { startPostgres } from './postgres-server.ts';

/** A real PostgreSQL server for a project of the run, with a migrated template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'sipas-test-'));
  await chmod(folder, 0o755);
  const server = await startPostgres(folder);
  const template = `${server.url}/template_sipas`;
  const admin = new pg.Client({ connectionString: `${server.url}/postgres` });
  await admin.connect();
  await admin.query('create database template_sipas');
  await admin.end();
  const db = connectPostgres(template, 'public');
  await migrate(db);
  // Every test on PostgreSQL runs with the rights that a server has.
  await sql`create role ${sql.id(APPLICATION)} login`.execute(db);
  await grantApplicationRights(db, 'public', APPLICATION);
  await db.destroy();
  project.provide('postgresUrl', server.url);
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
