import { randomUUID } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { inject } from 'vitest';
import { onScratchDatabase } from '../server/backup/scratch-database.ts';
import type { Config } from '../server/config.ts';
import type { Db } from '../server/db/database.ts';
import { connectPostgres, embeddedOn } from '../server/db/database.ts';
import type { NewContent } from '../server/db/new-embedded.ts';
import { startEmbedded } from '../server/db/new-embedded.ts';
import { PrivateFiles } from '../server/db/private-files.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the project's own kind of database, from its global setup. */
    postgresUrl: string;
    pgliteDump: string;
    emptyPgliteDump: string;
  }
}

/** The role under which a server works on PostgreSQL; the tables belong to another one. */
export const APPLICATION = 'sipas_application';
/** A migrated database, from which others are made without a hundred migrations. */
export const TEMPLATE = 'template_sipas';
/**
 * Its files are copied. Page by page through the log, as PostgreSQL does by itself, a new database and its first questions took
 * 90 ms of processor time instead of 60.
 */
export const COPIED = `template ${TEMPLATE} strategy file_copy`;

const urlOf = (server: string, name: string, role: string): string => {
  const url = new URL(`${server}/${name}`);
  url.username = role;
  return url.href;
};

/** What only the owner of the tables may do: guards off, columns added. */
export async function asOwner<T>(db: Db, run: (owner: Db) => Promise<T>): Promise<T> {
  if (process.env.TEST_DATABASE === 'pglite') return run(db);
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(db);
  const owner = connectPostgres(`${inject('postgresUrl')}/${rows[0]!.name}`, 'public');
  try {
    return await run(owner);
  } finally {
    await owner.destroy();
  }
}

/** The same database as another server process is connected to it; the embedded one has a single connection. */
export async function connectBeside(db: Db): Promise<Db> {
  if (process.env.TEST_DATABASE === 'pglite') return db;
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(db);
  return connectPostgres(urlOf(inject('postgresUrl'), rows[0]!.name, APPLICATION), 'public');
}

/** A migrated database of its own, of the kind the test project names; dropped with `destroy`. */
export async function freshDatabase(): Promise<Db> {
  return process.env.TEST_DATABASE === 'pglite' ? freshEmbedded() : freshPostgres();
}

async function freshPostgres(): Promise<Db> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(`create database ${name} ${COPIED}`);
  return connectPostgres(urlOf(inject('postgresUrl'), name, APPLICATION), 'public');
}

/** A migrated one for a program, which is given its address. */
export async function migratedDatabase(): Promise<string> {
  const name = `program_${randomUUID().replaceAll('-', '')}`;
  await onServer(`create database ${name} ${COPIED}`);
  return `${inject('postgresUrl')}/${name}`;
}

async function onServer(statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: `${inject('postgresUrl')}/postgres` });
  await admin.connect();
  try {
    await admin.query(statement);
  } finally {
    await admin.end();
  }
}

/** An embedded database, read once for all files of a thread: who unpacks it copies what is kept. */
const dumps = new Map<'pgliteDump' | 'emptyPgliteDump', Promise<ArrayBuffer>>();

function dumpOf(kind: 'pgliteDump' | 'emptyPgliteDump'): Blob {
  const reading =
    dumps.get(kind) ??
    readFile(inject(kind)).then(
      ({ buffer, byteOffset, byteLength }) =>
        buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer,
    );
  dumps.set(kind, reading);
  // A Blob of these bytes would copy them twice.
  return Object.assign(new Blob([]), { arrayBuffer: () => reading });
}

const freshEmbedded = (): Promise<Db> => embeddedFrom('pgliteDump');

async function embeddedFrom(kind: 'pgliteDump' | 'emptyPgliteDump'): Promise<Db> {
  const { PGlite } = await import('@electric-sql/pglite');
  // A start clears its shared buffers: with PGlite's 128 MB it takes a third longer.
  // No copy in memory outlives its process: without whole pages in its log, changes take a sixth less.
  const settings = ['shared_buffers=8MB', 'full_page_writes=off', 'synchronous_commit=off'];
  const startParams = [...PGlite.defaultStartParams, ...settings.flatMap((text) => ['-c', text])];
  return embeddedOn(await PGlite.create({ loadDataDir: dumpOf(kind), startParams }));
}

/** As the drill's scratch database, whose tables are copied here: the migrations take two seconds of a core. */
export async function onScratch<T>(
  content: NewContent,
  work: (db: Db, schema: string) => Promise<T>,
): Promise<T> {
  if (process.env.TEST_DATABASE === 'postgres')
    return content === 'tables'
      ? onCopiedTables(work)
      : onScratchDatabase(
          { databaseUrl: `${inject('postgresUrl')}/postgres` } as Config,
          content,
          work,
        );
  const db = await embeddedFrom(content === 'tables' ? 'pgliteDump' : 'emptyPgliteDump');
  try {
    return await work(db, 'public');
  } finally {
    await db.destroy();
  }
}

async function onCopiedTables<T>(work: (db: Db, schema: string) => Promise<T>): Promise<T> {
  const name = `scratch_${randomUUID().replaceAll('-', '')}`;
  await onServer(`create database ${name} ${COPIED}`);
  const owner = connectPostgres(`${inject('postgresUrl')}/${name}`, 'public');
  try {
    return await work(owner, 'public');
  } finally {
    await owner.destroy();
    await onServer(`drop database ${name} with (force)`);
  }
}

/** As a server's first start leaves its folder, which makes the database in it anew for three seconds of a core. */
export async function openPrepared(dataDir: string): Promise<Db> {
  await mkdir(dataDir, { recursive: true });
  const fs = new PrivateFiles(join(dataDir, 'database'));
  return embeddedOn(await startEmbedded({ fs, loadDataDir: dumpOf('pgliteDump') }));
}
