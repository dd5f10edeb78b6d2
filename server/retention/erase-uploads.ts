import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Deps } from '../deps.ts';

/** Lists as they were uploaded, with the files beside each under its name; one already counted is gone. */
export async function eraseUploads({ db, config }: Deps, campaignId: string): Promise<void> {
  const folder = join(config.dataDir, 'uploads');
  const lists = await db
    .selectFrom('listFile')
    .select('id')
    .where('campaignId', '=', campaignId)
    .execute();
  const names = await namesIn(folder);
  for (const { id } of lists)
    for (const name of names.filter((name) => name.startsWith(id))) {
      await rm(join(folder, name), { force: true, recursive: true });
      await sql`
        update campaign_erasure set counts = counts || jsonb_build_object('uploads',
          coalesce((counts ->> 'uploads')::bigint, 0) + 1)
        where campaign_id = ${campaignId}
      `.execute(db);
    }
}

/** Without a folder there was no upload. One that cannot be read now stops the erasure until the next look: nothing is certified. */
const namesIn = (folder: string): Promise<string[]> =>
  readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
