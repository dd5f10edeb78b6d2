import { problem } from '../problem.ts';
import type { Db } from './database.ts';

/** Rows of a list under way would come in unnoticed behind a freeze or an erasure. */
export async function refuseWhileImporting(trx: Db, campaignId: string): Promise<void> {
  const running = await trx
    .selectFrom('listFile')
    .select('id')
    .where('campaignId', '=', campaignId)
    .where('state', '=', 'importing')
    .executeTakeFirst();
  if (running) throw problem('import_running');
}
