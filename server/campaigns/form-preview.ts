import { erasureDay, graceTo } from '#contract/calendar.ts';
import type { Opening } from '#contract/opening.ts';
import type { Db } from '../db/database.ts';
import { problem } from '../problem.ts';
import { findCampaign } from './queries.ts';

/** A draft may still change its questionnaire: it is read each time. The mark of an opening is missing, so no ballot can follow. */
export async function formPreview(db: Db, campaignId: string): Promise<Opening> {
  const campaign = await findCampaign(db, campaignId);
  if (!campaign) throw problem('campaign_not_found');
  const { questionnaire } = await db
    .selectFrom('campaign')
    .select('questionnaire')
    .where('id', '=', campaignId)
    .executeTakeFirstOrThrow();
  return {
    questionnaire,
    campaign: {
      ...campaign,
      agencyName: '',
      graceTo: graceTo(campaign),
      erasedOn: erasureDay(campaign),
    },
    procedureName: null,
    returnedMonth: null,
    mark: '',
  };
}
