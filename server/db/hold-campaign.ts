import { sql } from 'kysely';
import type { Stage } from '#contract/stage.ts';
import { problem } from '../problem.ts';
import type { Db } from './database.ts';
import { preparedStatement } from './prepared-statement.ts';
import { campaignAt } from './stage.ts';
import type { CampaignRow } from './tables/campaigns.ts';

/** Until this transaction ends, others that hold the round wait: its freezing, its publication, another list of it. */
export async function holdCampaign(trx: Db, campaignId: string): Promise<void> {
  await stageHeld(trx, campaignId);
}

/** The same, where lists may still change: what was frozen while this one waited is refused. */
export async function holdOpenFrame(trx: Db, campaignId: string): Promise<void> {
  if ((await stageHeld(trx, campaignId)) !== 'frame_open') throw problem('frame_frozen');
}

/** The round as it is once it is held: read before, it may be what another act has changed meanwhile. */
export async function heldCampaignAt(
  trx: Db,
  campaignId: string,
  ...stages: Stage[]
): Promise<CampaignRow> {
  await holdCampaign(trx, campaignId);
  return campaignAt(trx, campaignId, ...stages);
}

/**
 * Until this transaction ends the round stays at one of these stages: its closing and its erasure wait. Answers that arrive and
 * other acts that keep it so do not.
 */
export async function keepStage(trx: Db, campaignId: string, ...stages: Stage[]): Promise<void> {
  const { rows } = await sql<{ stage: Stage }>`
    select stage from campaign where id = ${campaignId} for share ${preparedStatement}`.execute(
    trx,
  );
  const stage = rows[0]?.stage;
  if (!stage) throw problem('campaign_not_found');
  if (!stages.includes(stage)) throw problem('stage_not_allowed', { stage, needed: stages });
}

async function stageHeld(trx: Db, campaignId: string) {
  const campaign = await trx
    .selectFrom('campaign')
    .select('stage')
    .where('id', '=', campaignId)
    .forNoKeyUpdate()
    .modifyEnd(preparedStatement)
    .executeTakeFirst();
  if (!campaign) throw problem('campaign_not_found');
  return campaign.stage;
}
