import type { Db } from '../../db/database.ts';

/** The round that this one is compared with once it is published: of the latest published year before. */
export const roundBefore = (
  db: Db,
  { provinceCode, year }: { readonly provinceCode: string; readonly year: number },
) =>
  db
    .selectFrom('campaign')
    .innerJoin('publication', 'publication.campaignId', 'campaign.id')
    .select(['campaign.id as campaignId', 'campaign.name as campaignName', 'campaign.year'])
    .where('provinceCode', '=', provinceCode)
    .where('campaign.year', '<', year)
    .orderBy('campaign.year', 'desc')
    .orderBy('publishedAt', 'desc')
    .executeTakeFirst();

/** What was declared of the agencies of the round before, each with all agencies that it went into. */
export async function declaredOf(db: Db, campaignId: string) {
  const rows = await db
    .selectFrom('agencyRearrangement as row')
    .innerJoin('agency as earlier', 'earlier.code', 'row.earlierCode')
    .innerJoin('agency as later', 'later.code', 'row.agencyCode')
    .select(['row.earlierCampaignId', 'row.since', 'row.decree'])
    .select(['row.earlierCode', 'earlier.name as earlierName'])
    .select(['row.agencyCode', 'later.name as agencyName'])
    .where('row.campaignId', '=', campaignId)
    .orderBy('row.earlierCode')
    .orderBy('row.agencyCode')
    .execute();
  return [...Map.groupBy(rows, ({ earlierCode }) => earlierCode).values()].map((parts) => {
    const [{ earlierCampaignId, earlierCode: code, earlierName: name, since, decree }] = parts as [
      (typeof parts)[number],
    ];
    const into = parts.map(({ agencyCode, agencyName }) => ({
      code: agencyCode,
      name: agencyName,
    }));
    return { earlierCampaignId, code, name, since, decree, into };
  });
}
