import type { Stage } from '#contract/stage.ts';
import { problem } from '../problem.ts';
import { CAMPAIGN_COLUMNS } from './campaign-columns.ts';
import type { Db } from './database.ts';
import { preparedStatement } from './prepared-statement.ts';
import type { CampaignRow } from './tables/campaigns.ts';

/** Takes a campaign one step on; two who try at once are decided by the row itself. */
export async function advance(db: Db, campaignId: string, from: Stage, to: Stage): Promise<void> {
  const moved = await db
    .updateTable('campaign')
    .set({ stage: to })
    .where('id', '=', campaignId)
    .where('stage', '=', from)
    .executeTakeFirst();
  if (moved.numUpdatedRows === 0n) throw problem('stage_not_allowed', { needed: from, wanted: to });
}

/** The campaign at the stage that an act needs, or the reason why not. */
export async function campaignAt(
  db: Db,
  campaignId: string,
  ...stages: Stage[]
): Promise<CampaignRow> {
  const campaign = await db
    .selectFrom('campaign')
    .select(CAMPAIGN_COLUMNS)
    .where('id', '=', campaignId)
    .modifyEnd(preparedStatement)
    .executeTakeFirst();
  if (!campaign) throw problem('campaign_not_found');
  if (stages.length > 0 && !stages.includes(campaign.stage)) {
    throw problem('stage_not_allowed', { stage: campaign.stage, needed: stages });
  }
  return campaign;
}
