import { createHash } from 'node:crypto';
import { access, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { embeddedOn } from '../server/db/database.ts';
import { migrate } from '../server/db/migrate.ts';

const ROOT = resolve(import.meta.dirname, '..');
const CACHE = join(ROOT, 'node_modules/.cache/migrated-pglite');

/** A migrated embedded database, made once for each state of the migrations: `npm ci` clears it away. */
export default async function setup(project: TestProject): Promise<void> {
  const path = join(CACHE, `${await stateOfSources()}.tar`);
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (!isThere) await dumpMigrated(path);
  project.provide('pgliteDump', path);
}

/** What decides what the database holds: the migrations, what runs and dumps them, and PGlite. */
async function stateOfSources(): Promise<string> {
  const migrations = (await readdir(join(ROOT, 'migrations'))).sort();
  const files = [
    ...migrations.map((name) => join('migrations', name)),
    'server/db/migrate.ts',
    'server/db/database.ts',
    'test/migrated-pglite.ts',
    'node_modules/@electric-sql/pglite/package.json',
  ];
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\n`).update(await readFile(join(ROOT, file)));
  return hash.digest('hex').slice(0, 16);
}

async function dumpMigrated(path: string): Promise<void> {
  const { PGlite } = await import('@electric-sql/pglite');
  // Each copy is in memory, where log files of 16 MB would take more than all tables.
  const lite = await PGlite.create({ initDbStartParams: ['--wal-segsize=1'] });
  const db = await embeddedOn(lite);
  await migrate(db);
  // Nobody makes a database from these two, and every copy would have them once more.
  for (const name of ['template0', 'template1']) {
    await lite.exec(`alter database ${name} is_template false`);
    await lite.exec(`drop database ${name}`);
  }
  await lite.exec('checkpoint');
  const dump = Buffer.from(await (await lite.dumpDataDir('none')).arrayBuffer());
  await db.destroy();
  await mkdir(CACHE, { recursive: true });
  // Renamed when complete: another run at the same moment never reads a part.
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, dump);
  await rename(unfinished, path);
}
