import { sql } from 'kysely';
import type { Campaign } from '#contract/campaigns.ts';
import { CAMPAIGN_COLUMNS } from '../db/campaign-columns.ts';
import type { Db } from '../db/database.ts';

/** A ballot for each receipt and each paper form: a return strip alone is none. */
export async function expectedBallots(db: Db, campaignId: string): Promise<number> {
  const { rows } = await sql<{ ballots: number }>`
    select (select count(*) from invitation
        where campaign_id = ${campaignId} and state = 'received' and door <> 'paper')
      + (select count(*) from paper_form
        where campaign_id = ${campaignId} and state = 'entered') as ballots`.execute(db);
  return rows[0]!.ballots;
}

/** Sealed, uncounted, and gone with the box. */
export async function voidedBallots(db: Db, campaignId: string): Promise<number> {
  const { rows } = await sql<{ ballots: number }>`
    select count(*) as ballots from ballot
    where campaign_id = ${campaignId} and voiding_id is not null`.execute(db);
  return rows[0]!.ballots;
}

export async function disclosureThreshold(db: Db, campaignId: string): Promise<number> {
  const campaign = await db
    .selectFrom('campaign')
    .select('disclosureThreshold')
    .where('id', '=', campaignId)
    .executeTakeFirstOrThrow();
  return campaign.disclosureThreshold;
}

export async function shownCampaign(db: Db, campaignId: string): Promise<Campaign> {
  const campaign = await db
    .selectFrom('campaign')
    .innerJoin('province', 'province.code', 'campaign.provinceCode')
    .select(CAMPAIGN_COLUMNS)
    .select('province.name as provinceName')
    .where('campaign.id', '=', campaignId)
    .executeTakeFirstOrThrow();
  return { ...campaign, createdAt: campaign.createdAt.toISOString() };
}

export const countedCampaigns = (db: Db) =>
  db.selectFrom('campaign').select('id').where('stage', 'in', ['closed', 'published']).execute();

/** Counted rounds whose key's end is not stored, or of whose key a copy may be left in a mirror. */
export const leftKeys = (db: Db) =>
  db
    .selectFrom('campaign')
    .leftJoin('roundKeyEnd', (join) =>
      join
        .onRef('roundKeyEnd.campaignId', '=', 'campaign.id')
        .on('roundKeyEnd.keyUse', '=', 'ballot'),
    )
    .select('campaign.id')
    .select(sql<boolean>`round_key_end.campaign_id is not null`.as('hasEnded'))
    .where('stage', 'in', ['closed', 'published'])
    .where(sql<boolean>`round_key_end.mirror is distinct from 'none'`)
    .where(sql<boolean>`round_key_end.mirror is distinct from 'destroyed'`)
    .execute();
