import type { PGlite } from '@electric-sql/pglite';
import type { TestProject } from 'vitest/node';
import { embeddedOn } from '../server/db/database.ts';
import { migrate } from '../server/db/migrate.ts';
import { dropTemplates } from '../server/db/new-embedded.ts';
import { isThere, keptUnder } from './kept-databases.ts';
import { writeWholeFile } from './whole-file.ts';

const MAKERS = [
  'server/db/new-embedded.ts',
  'test/migrated-pglite.ts',
  'node_modules/@electric-sql/pglite/package.json',
];

/** An embedded database before and after it is migrated, made once for each state of the migrations: `npm ci` clears both away. */
export default async function setup(project: TestProject): Promise<void> {
  const paths = await dumpPaths();
  project.provide('pgliteDump', paths.migrated);
  project.provide('emptyPgliteDump', paths.empty);
}

export async function dumpPaths() {
  const kept = await keptUnder('migrated-pglite', MAKERS);
  const paths = { empty: `${kept}.empty.tar`, migrated: `${kept}.tar` };
  if (!(await isThere(paths.migrated))) await makeDumps(paths);
  return paths;
}

async function makeDumps(paths: { readonly empty: string; readonly migrated: string }) {
  const { PGlite } = await import('@electric-sql/pglite');
  // Each copy is in memory, where log files of 16 MB would take more than all tables.
  const lite = await PGlite.create({ initDbStartParams: ['--wal-segsize=1'] });
  const db = await embeddedOn(lite);
  await dropTemplates(lite);
  await dump(lite, paths.empty);
  await migrate(db);
  await dump(lite, paths.migrated);
  await db.destroy();
}

async function dump(lite: PGlite, path: string): Promise<void> {
  await lite.exec('checkpoint');
  const content = Buffer.from(await (await lite.dumpDataDir('none')).arrayBuffer());
  await writeWholeFile(path, content);
}
