import { readdir } from 'node:fs/promises';
import type { Deps } from '../../deps.ts';
import { removeUpload, uploadFolder } from '../storing/uploaded-file.ts';

/**
 * Puts right what a stop in the middle of an import has left: the import has failed and may be started
 * again, the list before it is untouched; files that no list needs are removed.
 */
export async function recoverImports({ db, config }: Deps): Promise<void> {
  await db
    .updateTable('listFile')
    .set({ state: 'failed', problem: 'service_starting' })
    .where('state', '=', 'importing')
    .execute();
  const waiting = await db
    .selectFrom('listFile')
    .select('id')
    .where('state', 'in', ['uploaded', 'failed'])
    .execute();
  const needed = new Set(waiting.map(({ id }) => id));
  const files = await readdir(uploadFolder(config)).catch(() => []);
  for (const file of files) if (!needed.has(file)) await removeUpload(config, file);
}
