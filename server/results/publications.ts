import type { Db } from '../db/database.ts';

export const findPublication = (db: Db, campaignId: string) =>
  db.selectFrom('publication').selectAll().where('campaignId', '=', campaignId).executeTakeFirst();

/**
 * Figures of the latest year before that were public first: a later publication changes no published comparison.
 */
export async function publicationBefore(db: Db, campaignId: string): Promise<string | undefined> {
  const before = await db
    .selectFrom('campaign as earlier')
    .innerJoin('publication', 'publication.campaignId', 'earlier.id')
    .innerJoin('campaign as later', 'later.provinceCode', 'earlier.provinceCode')
    .innerJoin('publication as newer', 'newer.campaignId', 'later.id')
    .select('publication.results')
    .where('later.id', '=', campaignId)
    .whereRef('earlier.year', '<', 'later.year')
    .whereRef('publication.publishedAt', '<', 'newer.publishedAt')
    .orderBy('earlier.year', 'desc')
    .orderBy('publication.publishedAt', 'desc')
    .executeTakeFirst();
  return before?.results;
}

export const publicCampaigns = (db: Db) =>
  db
    .selectFrom('campaign')
    .innerJoin('province', 'province.code', 'campaign.provinceCode')
    .leftJoin('publication', 'publication.campaignId', 'campaign.id')
    .leftJoin('draw', 'draw.campaignId', 'campaign.id')
    .leftJoin('samplePlan', 'samplePlan.campaignId', 'campaign.id')
    .select([
      'campaign.id as campaignId',
      'campaign.name',
      'province.name as provinceName',
      'year',
      'publication.publishedAt',
      'drawnAt',
      'samplePlan.publishedAt as plannedAt',
      'samplePlan.sha256 as planSha256',
    ])
    .where('samplePlan.campaignId', 'is not', null)
    .orderBy('year', 'desc')
    .orderBy('campaign.createdAt', 'desc')
    .execute();

export const newestPublication = async (db: Db): Promise<string | undefined> =>
  (
    await db
      .selectFrom('publication')
      .select('campaignId')
      .orderBy('publishedAt', 'desc')
      .executeTakeFirst()
  )?.campaignId;

export async function publicationTexts(db: Db, campaignIds: readonly string[]): Promise<string[]> {
  if (campaignIds.length === 0) return [];
  const rows = await db
    .selectFrom('publication')
    .select('results')
    .where('campaignId', 'in', campaignIds)
    .execute();
  return rows.map(({ results }) => results);
}
