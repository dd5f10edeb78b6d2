import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PGlite, PGliteOptions } from '@electric-sql/pglite';

const CACHE = join(import.meta.dirname, '../../node_modules/.cache/empty-database');

/**
 * An embedded database without a table, where there is none yet. PGlite makes it in 4.1 s of a core: the first is kept
 * beside PGlite itself, and the next folder, seed or drill has a copy in 1.1 s.
 */
export async function newEmbedded(place: Pick<PGliteOptions, 'fs'>): Promise<PGlite> {
  const { PGlite } = await import('@electric-sql/pglite');
  const path = join(CACHE, `${await versionOfPglite()}.tar`);
  const kept = await readFile(path).catch(() => undefined);
  if (kept) return PGlite.create({ ...place, loadDataDir: new Blob([kept]) });
  const lite = await PGlite.create(place);
  await lite.exec('checkpoint');
  await keep(path, await lite.dumpDataDir('none'));
  return lite;
}

async function versionOfPglite(): Promise<string> {
  const file = new URL('../package.json', import.meta.resolve('@electric-sql/pglite'));
  const { version } = JSON.parse(await readFile(file, 'utf8')) as { version: string };
  return version;
}

/** Renamed when complete: a start at the same moment never reads a part. Where the code may not be written, nothing is kept. */
async function keep(path: string, made: Blob): Promise<void> {
  const unfinished = `${path}.${process.pid}`;
  try {
    await mkdir(CACHE, { recursive: true });
    await writeFile(unfinished, Buffer.from(await made.arrayBuffer()));
    await rename(unfinished, path);
  } catch (error) {
    if (!UNWRITABLE.has((error as NodeJS.ErrnoException).code!)) throw error;
  }
}

const UNWRITABLE = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT']);
