import { sql } from 'kysely';
import type { Mode } from '#contract/responses.ts';
import { INVITED } from '../db/answerable.ts';
import { createBatcherPerDatabase } from '../db/batcher.ts';
import type { Db } from '../db/database.ts';
import { oneOf, preparedStatement } from '../db/prepared-statement.ts';

const findInvitations = async (db: Db, tokenHashes: readonly string[]) =>
  db
    .selectFrom('invitation')
    .innerJoin('campaign', 'campaign.id', 'invitation.campaignId')
    .innerJoin('frameUnit', (join) =>
      join
        .onRef('frameUnit.campaignId', '=', 'invitation.campaignId')
        .onRef('frameUnit.unitId', '=', 'invitation.unitId'),
    )
    .leftJoin('person', 'person.id', 'frameUnit.personId')
    .leftJoin('dossier', (join) =>
      join.onRef('dossier.personId', '=', 'person.id').on('dossier.outcome', '=', 'accepted'),
    )
    .select([
      'tokenHash',
      'invitation.id',
      'invitation.campaignId',
      'invitation.agencyCode',
      'invitation.stratum',
      ...INVITED,
      'submissionDigest',
      'receiptCode',
      'receivedWeek',
      'person.kind as applicant',
      'dossier.channel',
      'dossier.isLate',
      'dossier.isRefused',
      'frameUnit.returnedOn',
    ])
    .where('tokenHash', '=', oneOf(tokenHashes))
    .modifyEnd(preparedStatement)
    .execute();
export type FoundInvitation = Awaited<ReturnType<typeof findInvitations>>[number];

const MOST_LOOKUPS = 200;
const findByHash = createBatcherPerDatabase<string, FoundInvitation>(
  MOST_LOOKUPS,
  (db) => async (hashes) =>
    new Map((await findInvitations(db, hashes)).map((row) => [row.tokenHash, row])),
);

/** Of a slip that was replaced the case, so that a repeat of what it brought in time gets its receipt. */
export async function findInvitation(db: Db, hash: string): Promise<FoundInvitation | undefined> {
  const found = await findByHash(db, hash);
  if (found) return found;
  const retired = await db
    .selectFrom('retiredSlip')
    .innerJoin('invitation', 'invitation.id', 'retiredSlip.invitationId')
    .select('invitation.tokenHash')
    .where('retiredSlip.tokenHash', '=', hash)
    .executeTakeFirst();
  const renewed = retired && (await findByHash(db, retired.tokenHash));
  return renewed && { ...renewed, tokenHash: hash, state: 'replaced' };
}

export interface CastBallot {
  readonly invitationId: string;
  /** Of the link that was used: a slip that is replaced in this moment casts nothing. */
  readonly tokenHash: string;
  readonly campaignId: string;
  readonly digest: string;
  readonly receiptCode: string;
  readonly week: string;
  readonly ballotId: string;
  readonly sealed: Buffer;
  /** What the server keeps of the answers until now: it goes in the same moment. */
  readonly draftName: string | null;
  readonly door: Mode;
  /** Of who took the answer, where somebody did. */
  readonly takerId: string | null;
  readonly day: string;
}

/**
 * One statement, so one transaction: each invitation's state decides between two devices, and the
 * campaign's row, held while it is written, between an arrival and the closing. The ballots are stored
 * in the order of their random ids, not of arrival. Gives the ids of those that were cast.
 */
async function castBallots(db: Db, some: readonly CastBallot[]): Promise<ReadonlySet<string>> {
  // Two statements with the same invitations in them take the rows in the same order: neither waits for
  // the other in a circle.
  const casts = some.toSorted((a, b) => (a.invitationId < b.invitationId ? -1 : 1));
  const column = <K extends keyof CastBallot>(name: K) => casts.map((cast) => cast[name]);
  const bytes = casts.map(({ sealed }) => sealed.length);
  const starts = bytes.map((_, index) =>
    bytes.slice(0, index).reduce((sum, more) => sum + more, 1),
  );
  const { rows } = await sql<{ id: string }>`
    with asked as (
      select * from unnest(${column('invitationId')}::uuid[], ${column('tokenHash')}::text[],
        ${column('campaignId')}::uuid[],
        ${column('digest')}::text[], ${column('receiptCode')}::text[], ${column('week')}::date[],
        ${column('draftName')}::text[], ${column('door')}::text[], ${column('takerId')}::uuid[], ${column('day')}::date[],
        ${column('ballotId')}::uuid[],
        ${starts}::int[], ${bytes}::int[]) as asked (invitation_id, token_hash, campaign_id, digest,
        receipt_code, week, draft_name, door, taker_id, day, ballot_id, start, bytes)
    ), open_campaign as (
      select id from campaign where id = any(${column('campaignId')}::uuid[]) and stage = 'collecting'
      for share
    ), received as (
      update invitation
      set state = 'received', submission_digest = asked.digest, receipt_code = asked.receipt_code,
        received_week = asked.week, door = asked.door
      from asked join open_campaign on open_campaign.id = asked.campaign_id
      where invitation.id = asked.invitation_id and invitation.token_hash = asked.token_hash
        and state in ('issued', 'opened')
      returning ballot_id, invitation.id as invitation_id, asked.campaign_id, asked.door, taker_id, day,
        draft_name, start, bytes
    ), erased as (
      delete from draft where name in (select draft_name from received)
    ), batch as (
      insert into ballot_batch (id, campaign_id, door, taker_id, day, answers)
      select gen_random_uuid(), campaign_id, door, taker_id, day, count(*) from received
      where taker_id is not null group by campaign_id, door, taker_id, day
      order by campaign_id, door, taker_id, day
      on conflict (campaign_id, door, taker_id, day)
        do update set answers = ballot_batch.answers + excluded.answers
      returning id as batch_id, campaign_id, door, taker_id, day
    ), taken as (
      insert into taken_case (invitation_id, campaign_id, batch_id)
      select invitation_id, campaign_id, batch_id
      from received join batch using (campaign_id, door, taker_id, day)
    )
    insert into ballot (id, campaign_id, sealed, batch_id)
    select ballot_id, campaign_id, substring(${Buffer.concat(column('sealed'))}::bytea from start for bytes), batch_id
    from received left join batch using (campaign_id, door, taker_id, day) order by ballot_id
    returning id ${preparedStatement}`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

const MOST_CASTS = 50;
/** False: not cast. Ballots that come together are cast together; where that fails, each by itself. */
export const castBallot = createBatcherPerDatabase<CastBallot, boolean>(
  MOST_CASTS,
  (db) => async (casts) => {
    try {
      const cast = await castBallots(db, casts);
      return new Map(casts.map((ballot) => [ballot, cast.has(ballot.ballotId)]));
    } catch (error) {
      if (casts.length === 1) throw error;
      const alone = async (ballot: CastBallot) => (await castBallots(db, [ballot])).size === 1;
      return new Map(casts.map((cast) => [cast, alone(cast)]));
    }
  },
);
