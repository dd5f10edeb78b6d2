import { sql } from 'kysely';
import type { Campaign } from '#contract/campaigns.ts';
import type { Db } from '../db/database.ts';

export const findInvitation = (db: Db, tokenHash: string) =>
  db
    .selectFrom('invitation')
    .innerJoin('campaign', 'campaign.id', 'invitation.campaignId')
    .select([
      'invitation.id',
      'campaignId',
      'unitCode',
      'stratum',
      'state',
      'openedOn',
      'submissionDigest',
      'receiptCode',
      'receivedWeek',
      'stage',
      'collectFrom',
      'collectTo',
      'graceDays',
      'hotline',
      'host',
    ])
    .where('tokenHash', '=', tokenHash)
    .executeTakeFirst();
export type FoundInvitation = NonNullable<Awaited<ReturnType<typeof findInvitation>>>;

export interface CastBallot {
  readonly invitationId: string;
  readonly campaignId: string;
  readonly digest: string;
  readonly receiptCode: string;
  readonly week: string;
  readonly ballotId: string;
  readonly sealed: Buffer;
  /** What the server keeps of the answers until now: it goes in the same moment. */
  readonly draftName: string;
}

/**
 * One statement, so one transaction: the invitation's state decides between two devices, and the
 * campaign's row, held while it is written, between an arrival and the closing. False: not cast.
 */
export async function castBallot(db: Db, cast: CastBallot): Promise<boolean> {
  const { rows } = await sql`
    with open_campaign as (
      select id from campaign where id = ${cast.campaignId} and stage = 'collecting' for share
    ), received as (
      update invitation
      set state = 'received', submission_digest = ${cast.digest},
        receipt_code = ${cast.receiptCode}, received_week = ${cast.week}
      where id = ${cast.invitationId} and state in ('issued', 'opened')
        and exists (select from open_campaign)
      returning campaign_id
    ), erased as (
      delete from draft where name = ${cast.draftName} and exists (select from received)
    )
    insert into ballot (id, campaign_id, sealed)
    select ${cast.ballotId}, campaign_id, ${cast.sealed} from received
    returning id
  `.execute(db);
  return rows.length === 1;
}

/** Receipts say something only after the count: how many were counted with this one. */
export async function countedWith(db: Db, receiptCode: string): Promise<number> {
  const { counted } = await db
    .selectFrom('invitation as held')
    .innerJoin('campaign', 'campaign.id', 'held.campaignId')
    .innerJoin('invitation as every', 'every.campaignId', 'campaign.id')
    .select((of) => of.fn.countAll<number>().as('counted'))
    .where('held.receiptCode', '=', receiptCode)
    .where('campaign.stage', 'in', ['closed', 'published'])
    .where('every.state', '=', 'received')
    .executeTakeFirstOrThrow();
  return counted;
}

export async function receivedInvitations(db: Db, campaignId: string): Promise<number> {
  const { received } = await db
    .selectFrom('invitation')
    .select((of) => of.fn.countAll<number>().as('received'))
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
