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
  const names = await readdir(folder).catch(() => []);
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
