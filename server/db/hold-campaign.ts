import { problem } from '../problem.ts';
import type { Db } from './database.ts';
import { preparedStatement } from './prepared-statement.ts';

/** Until this transaction ends, others that hold the round wait: its freezing, its publication, another list of it. */
export async function holdCampaign(trx: Db, campaignId: string): Promise<void> {
  await stageHeld(trx, campaignId);
}

/** The same, where lists may still change: what was frozen while this one waited is refused. */
export async function holdOpenFrame(trx: Db, campaignId: string): Promise<void> {
  if ((await stageHeld(trx, campaignId)) !== 'frame_open') throw problem('frame_frozen');
}

async function stageHeld(trx: Db, campaignId: string) {
  const { stage } = await trx
    .selectFrom('campaign')
    .select('stage')
    .where('id', '=', campaignId)
    .forNoKeyUpdate()
    .modifyEnd(preparedStatement)
    .executeTakeFirstOrThrow();
  return stage;
}
