import { readdir, stat } from 'node:fs/promises';
import type { Db } from '../../db/database.ts';
import { isShared } from '../../db/process-locks.ts';
import type { Deps } from '../../deps.ts';
import { uploadFolder, uploadPath } from '../store/uploaded-file.ts';
import type { RunningImports } from './running-imports.ts';

/**
 * Resumes after a stop in the middle: imports that were running start again, files that no list needs are removed,
 * and so are rows of lists that are not in force.
 */
export async function resumeImports({ db, config }: Deps, imports: RunningImports): Promise<void> {
  const waiting = await db
    .selectFrom('listFile')
    .selectAll()
    .where('state', 'in', ['uploaded', 'failed', 'cancelled', 'importing', 'held'])
    .execute();
  const needed = new Set(waiting.map(({ id }) => id));
  const files = await readdir(uploadFolder(config)).catch(() => []);
  for (const file of files)
    if (!needed.has(file) && !(await mayBeComing(db, uploadPath(config, file))))
      await imports.tops.remove(file);
  for (const file of waiting) if (file.state === 'importing') imports.start(file);
  imports.sweep();
}

/** Another process may be receiving it: its row comes with its last byte. */
async function mayBeComing(db: Db, path: string): Promise<boolean> {
  if (!isShared(db)) return false;
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: 0 }));
  return Date.now() - mtimeMs < UPLOAD_MS;
}
const UPLOAD_MS = 3_600_000;
