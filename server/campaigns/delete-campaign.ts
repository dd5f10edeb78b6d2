import { record } from '../db/activity.ts';
import { heldCampaignAt } from '../db/hold-campaign.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';

const FOREIGN_KEY_VIOLATION = '23503';

/** A draft to which nothing belongs yet. The journal keeps its name. */
export async function deleteCampaign({ db, now }: Deps, by: string, campaignId: string) {
  try {
    await db.transaction().execute(async (trx) => {
      const { stage, name, year } = await heldCampaignAt(trx, campaignId);
      if (stage !== 'draft') throw problem('campaign_not_draft', { stage });
      await trx.deleteFrom('campaign').where('id', '=', campaignId).execute();
      const details = { name, year };
      await record(trx, { at: now(), staffId: by, act: 'campaign_deleted', campaignId, details });
    });
  } catch (error) {
    if ((error as { code?: unknown }).code === FOREIGN_KEY_VIOLATION)
      throw problem('campaign_in_use');
    throw error;
  }
}
