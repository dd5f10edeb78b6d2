import { access, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Db } from './database.ts';
import { embeddedOn } from './database.ts';
import type { NewContent } from './new-embedded.ts';
import { newEmbedded } from './new-embedded.ts';
import { filled, removeUnfinished } from './unfinished-folder.ts';

/** The embedded database in a folder; one connection, one process (the caller holds the folder's lock). */
export async function openEmbedded(dataDir: string, content: NewContent): Promise<Db> {
  const { PGlite } = await import('@electric-sql/pglite');
  const { PrivateFiles } = await import('./private-files.ts');
  const folder = join(dataDir, 'database');
  await mkdir(dataDir, { recursive: true });
  await removeUnfinished(folder);
  const isThere = await access(join(folder, 'PG_VERSION')).then(
    () => true,
    () => false,
  );
  const place = { fs: new PrivateFiles(folder) };
  if (isThere) return embeddedOn(await PGlite.create(place));
  return filled(folder, () => newEmbedded(place, content));
}

/** One of which nothing is left on the disk. */
export const embeddedInMemory = (content: NewContent): Promise<Db> => newEmbedded({}, content);
