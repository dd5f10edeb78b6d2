import { createHash } from 'node:crypto';
import { access, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import type { TestProject } from 'vitest/node';
import { embeddedOn } from '../server/db/database.ts';
import { migrate } from '../server/db/migrate.ts';
import { dropTemplates } from '../server/db/new-embedded.ts';

const ROOT = resolve(import.meta.dirname, '..');
const CACHE = join(ROOT, 'node_modules/.cache/migrated-pglite');

/** An embedded database before and after it is migrated, made once for each state of the migrations: `npm ci` clears both away. */
export default async function setup(project: TestProject): Promise<void> {
  const paths = await dumpPaths();
  project.provide('pgliteDump', paths.migrated);
  project.provide('emptyPgliteDump', paths.empty);
}

export async function dumpPaths() {
  const state = await stateOfSources();
  const paths = { empty: join(CACHE, `${state}.empty.tar`), migrated: join(CACHE, `${state}.tar`) };
  const isThere = await access(paths.migrated).then(
    () => true,
    () => false,
  );
  if (!isThere) await makeDumps(paths);
  return paths;
}

/** What decides what the database holds: the migrations, what runs and dumps them, and PGlite. */
async function stateOfSources(): Promise<string> {
  const migrations = (await readdir(join(ROOT, 'migrations'))).sort();
  const files = [
    ...migrations.map((name) => join('migrations', name)),
    'server/db/migrate.ts',
    'server/db/database.ts',
    'server/db/new-embedded.ts',
    'test/migrated-pglite.ts',
    'node_modules/@electric-sql/pglite/package.json',
  ];
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\n`).update(await readFile(join(ROOT, file)));
  return hash.digest('hex').slice(0, 16);
}

async function makeDumps(paths: { readonly empty: string; readonly migrated: string }) {
  const { PGlite } = await import('@electric-sql/pglite');
  // Each copy is in memory, where log files of 16 MB would take more than all tables.
  const lite = await PGlite.create({ initDbStartParams: ['--wal-segsize=1'] });
  const db = await embeddedOn(lite);
  await dropTemplates(lite);
  await mkdir(CACHE, { recursive: true });
  await dump(lite, paths.empty);
  await migrate(db);
  await dump(lite, paths.migrated);
  await db.destroy();
}

async function dump(lite: PGlite, path: string): Promise<void> {
  await lite.exec('checkpoint');
  const content = Buffer.from(await (await lite.dumpDataDir('none')).arrayBuffer());
  // Renamed when complete: another run at the same moment never reads a part.
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, content);
  await rename(unfinished, path);
}
