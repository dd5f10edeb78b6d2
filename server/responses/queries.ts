import type { Campaign } from '#contract/campaigns.ts';
import type { Db } from '../db/database.ts';

/** Receipts say something only after the count: how many were counted with this one. */
export async function countedWith(db: Db, receiptCode: string): Promise<number> {
  const { counted } = await db
    .selectFrom('invitation as held')
    .innerJoin('campaign', 'campaign.id', 'held.campaignId')
    .innerJoin('invitation as every', 'every.campaignId', 'campaign.id')
    .select(({ fn }) => fn.countAll<number>().as('counted'))
    .where('held.receiptCode', '=', receiptCode)
    .where('campaign.stage', 'in', ['closed', 'published'])
    .where('every.state', '=', 'received')
    .executeTakeFirstOrThrow();
  return counted;
}

export async function receivedInvitations(db: Db, campaignId: string): Promise<number> {
  const { received } = await db
    .selectFrom('invitation')
    .select(({ fn }) => fn.countAll<number>().as('received'))
    .where('campaignId', '=', campaignId)
    .where('state', '=', 'received')
    .executeTakeFirstOrThrow();
  return received;
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
    .selectAll('campaign')
    .select('province.name as provinceName')
    .where('campaign.id', '=', campaignId)
    .executeTakeFirstOrThrow();
  return { ...campaign, createdAt: campaign.createdAt.toISOString() };
}

export const countedCampaigns = (db: Db) =>
  db.selectFrom('campaign').select('id').where('stage', 'in', ['closed', 'published']).execute();
