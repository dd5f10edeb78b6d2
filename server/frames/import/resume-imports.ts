import { readdir } from 'node:fs/promises';
import type { Deps } from '../../deps.ts';
import { removeUpload, uploadFolder } from '../store/uploaded-file.ts';
import type { ImportsUnderWay } from './imports-under-way.ts';

/**
 * Goes on where a stop in the middle has left off: imports that were under way go on by themselves, files
 * that no list needs are removed, and so are rows of lists that are not in force.
 */
export async function resumeImports({ db, config }: Deps, imports: ImportsUnderWay): Promise<void> {
  const waiting = await db
    .selectFrom('listFile')
    .selectAll()
    .where('state', 'in', ['uploaded', 'failed', 'cancelled', 'importing'])
    .execute();
  const needed = new Set(waiting.map(({ id }) => id));
  const files = await readdir(uploadFolder(config)).catch(() => []);
  for (const file of files) if (!needed.has(file)) await removeUpload(config, file);
  for (const file of waiting) if (file.state === 'importing') imports.go(file);
  imports.sweep();
}
