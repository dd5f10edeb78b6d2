import type { Db } from '../db/database.ts';
import type { CampaignRow } from '../db/tables/campaigns.ts';

/** The latest days first; counts below the threshold are not shown. */
export const burstsOf = (
  db: Db,
  { id, disclosureThreshold }: Pick<CampaignRow, 'id' | 'disclosureThreshold'>,
) =>
  db
    .selectFrom('burstSign')
    .innerJoin('agency', 'agency.code', 'burstSign.agencyCode')
    .select(['agency.name as agencyName', 'day', 'answers'])
    .where('campaignId', '=', id)
    .where('answers', '>=', disclosureThreshold)
    .orderBy('day', 'desc')
    .orderBy('answers', 'desc')
    .limit(20)
    .execute();
