import { sql } from 'kysely';
import { erasureDay } from '#contract/calendar.ts';
import type { Postponement } from '#contract/retention.ts';
import { CAMPAIGN_COLUMNS } from '../db/campaign-columns.ts';
import type { Db } from '../db/database.ts';
import type { CampaignRow } from '../db/tables/campaigns.ts';
import { holdsUntilCount } from './holds-until-count.ts';

export async function postponementsOf(db: Db, campaignId: string): Promise<Postponement[]> {
  const rows = await db
    .selectFrom('retentionPostponement')
    .innerJoin('staff', 'staff.id', 'postponedBy')
    .select(['until', 'reason', 'postponedAt', 'staff.fullName as postponedBy'])
    .where('campaignId', '=', campaignId)
    .orderBy('until')
    .execute();
  return rows.map((row) => ({ ...row, postponedAt: row.postponedAt.toISOString() }));
}

export const lastPostponement = async (db: Db, campaignId: string): Promise<string | null> =>
  (await postponementsOf(db, campaignId)).at(-1)?.until ?? null;

export type Erasure = NonNullable<Awaited<ReturnType<typeof findErasure>>>;

/** An erasure that has begun, with the name of who began it by hand. */
export const findErasure = (db: Db, campaignId: string) =>
  db
    .selectFrom('campaignErasure')
    .leftJoin('staff', 'staff.id', 'begunBy')
    .select([
      'campaignId',
      'dueOn',
      'begunAt',
      'begunBy as staffId',
      'fullName as begunBy',
      'frameSha256',
      'counts',
    ])
    .where('campaignId', '=', campaignId)
    .executeTakeFirst();

/** It was destroyed, and that was written down, before anything else was erased. */
export const identityKeyMirror = async (db: Db, campaignId: string) =>
  (
    await db
      .selectFrom('roundKeyEnd')
      .select('mirror')
      .where('campaignId', '=', campaignId)
      .where('keyUse', '=', 'identity')
      .executeTakeFirstOrThrow()
  ).mirror;

export const findCertificate = (db: Db, campaignId: string) =>
  db
    .selectFrom('erasureCertificate')
    .selectAll()
    .where('campaignId', '=', campaignId)
    .executeTakeFirst();

/** Campaigns whose day has come and that hold nobody's uncounted form. */
export async function dueCampaigns(db: Db, today: string): Promise<string[]> {
  const campaigns = await db
    .selectFrom('campaign')
    .leftJoin('campaignErasure', 'campaignErasure.campaignId', 'campaign.id')
    .select(CAMPAIGN_COLUMNS)
    .select((select) =>
      select
        .selectFrom('retentionPostponement')
        .select(sql<string | null>`max(until)`.as('until'))
        .whereRef('retentionPostponement.campaignId', '=', 'campaign.id')
        .as('postponedTo'),
    )
    .where('stage', '<>', 'draft')
    .where('campaignErasure.campaignId', 'is', null)
    .execute();
  return campaigns
    .filter((campaign) => isDue(campaign, campaign.postponedTo, today))
    .map(({ id }) => id);
}

const isDue = (campaign: CampaignRow, postponedTo: string | null, today: string): boolean =>
  !holdsUntilCount(campaign.stage) && erasureDay(campaign, postponedTo) <= today;

/** Begun and without certificate: a stopped process left them. */
export const unfinishedErasures = async (db: Db): Promise<string[]> => {
  const rows = await db
    .selectFrom('campaignErasure')
    .leftJoin('erasureCertificate', 'erasureCertificate.campaignId', 'campaignErasure.campaignId')
    .select('campaignErasure.campaignId')
    .where('erasureCertificate.campaignId', 'is', null)
    .orderBy('begunAt')
    .execute();
  return rows.map(({ campaignId }) => campaignId);
};

export const begunErasures = (db: Db) =>
  db.selectFrom('campaignErasure').select('campaignId').execute();
