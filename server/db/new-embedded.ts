import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PGlite, PGliteOptions } from '@electric-sql/pglite';
import type { Db } from './database.ts';
import { embeddedOn } from './database.ts';
import { knownMigrations, migrate, migrationText } from './migrate.ts';

const CACHE = join(import.meta.dirname, '../../node_modules/.cache/empty-database');

/** What a new database holds: a backup brings its own tables. */
export type NewContent = 'nothing' | 'tables';

/** Each start touches all of its shared buffers: with PGlite's 128 MB it takes a third longer and 100 MB more. */
const SHARED_BUFFERS = 'shared_buffers=32MB';

/** The one way in which a server or a program starts one. */
export async function startEmbedded(options: PGliteOptions): Promise<PGlite> {
  const { PGlite } = await import('@electric-sql/pglite');
  const startParams = [...PGlite.defaultStartParams, '-c', SHARED_BUFFERS];
  return PGlite.create({ ...options, startParams });
}

/**
 * An embedded database, where there is none yet. PGlite makes it in 4.1 s of a core, and the migrations take 3 s more:
 * the first is kept beside PGlite itself, and the next folder, seed or drill has a copy in one.
 */
export async function newEmbedded(
  place: Pick<PGliteOptions, 'fs'>,
  content: NewContent,
): Promise<Db> {
  const path = join(CACHE, `${content}-${await stateOf(content)}.tar`);
  const kept = await readFile(path).catch(() => undefined);
  if (kept) return embeddedOn(await startEmbedded({ ...place, loadDataDir: new Blob([kept]) }));
  const lite = await startEmbedded(place);
  const db = await embeddedOn(lite);
  await dropTemplates(lite);
  if (content === 'tables') await migrate(db);
  await lite.exec('checkpoint');
  await keep(path, await lite.dumpDataDir('none'));
  return db;
}

/** Nobody makes a database from these two, and each copy would have them once more. */
export async function dropTemplates(lite: PGlite): Promise<void> {
  for (const name of ['template0', 'template1']) {
    await lite.exec(`alter database ${name} is_template false`);
    await lite.exec(`drop database ${name}`);
  }
}

/** What decides what is in a kept database. */
async function stateOf(content: NewContent): Promise<string> {
  const hash = createHash('sha256').update(await versionOfPglite());
  if (content === 'tables')
    for (const name of await knownMigrations())
      hash.update(`\n${name}\n`).update(await migrationText(name));
  return hash.digest('hex').slice(0, 16);
}

async function versionOfPglite(): Promise<string> {
  const file = new URL('../package.json', import.meta.resolve('@electric-sql/pglite'));
  const { version } = JSON.parse(await readFile(file, 'utf8')) as { version: string };
  return version;
}

/** Renamed when complete: a start at the same moment never reads a part. Where the code may not be written, nothing is kept. */
async function keep(path: string, made: Blob): Promise<void> {
  const unfinished = `${path}.${randomUUID()}`;
  try {
    await mkdir(CACHE, { recursive: true });
    await writeFile(unfinished, Buffer.from(await made.arrayBuffer()));
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    if (!UNWRITABLE.has((error as NodeJS.ErrnoException).code!)) throw error;
  }
}

const UNWRITABLE = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT']);
