import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { TakerDoor, Voiding } from '#contract/voidings.ts';
import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import { heldCampaignAt, keepStage } from '../../db/hold-campaign.ts';
import { withSecondPerson } from '../../db/second-person.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';
import { takerNames } from '../takers/taker-names.ts';

interface Batch {
  readonly door: TakerDoor;
  readonly takerId: string;
  readonly fromDay: string;
  readonly toDay: string;
}

/**
 * Nothing happens to a ballot before an observer has confirmed. A batch that grew since a second person of Home
 * Affairs confirmed its proposal is asked for anew.
 */
export async function proposeVoiding(
  deps: Deps,
  by: string,
  campaignId: string,
  { reason, ...batch }: Batch & { readonly reason: string },
): Promise<{ id: string }> {
  if (batch.fromDay > batch.toDay) throw problem('dates_out_of_order');
  const { db, now } = deps;
  const ballots = await ballotsIn(db, campaignId, batch);
  const taker = (await takerNames(db, campaignId)).get(batch.takerId) ?? '';
  const request = { ...batch, taker, ballots: String(ballots), reason };
  const asking = { campaignId, act: 'void_ballots', request, staffId: by } as const;
  return withSecondPerson(deps, asking, (confirm) =>
    db.transaction().execute(async (trx) => {
      await heldCampaignAt(trx, campaignId, 'collecting');
      if (ballots === 0) throw problem('voiding_empty');
      const approvalId = await confirm(trx);
      const earlier = await openProposal(trx, campaignId, { ...batch, reason });
      if (earlier) return earlier;
      const id = randomUUID();
      await trx
        .insertInto('voiding')
        .values({ id, campaignId, ...batch, reason, approvalId, proposedAt: now(), proposedBy: by })
        .execute();
      const { door, fromDay, toDay } = batch;
      const details = { door, from: fromDay, to: toDay, ballots, reason };
      await record(trx, { at: now(), staffId: by, act: 'voiding_proposed', campaignId, details });
      return { id };
    }),
  );
}

/** The same in the same words, proposed again, is one proposal. */
const openProposal = (trx: Db, campaignId: string, proposed: Batch & { readonly reason: string }) =>
  trx
    .selectFrom('voiding')
    .select('id')
    .where('campaignId', '=', campaignId)
    .where('state', '=', 'proposed')
    .where('door', '=', proposed.door)
    .where('takerId', '=', proposed.takerId)
    .where('fromDay', '=', proposed.fromDay)
    .where('toDay', '=', proposed.toDay)
    .where('reason', '=', proposed.reason)
    .executeTakeFirst();

const isInBatch = (campaignId: string, { door, takerId, fromDay, toDay }: Batch) =>
  sql`ballot_batch.campaign_id = ${campaignId} and ballot_batch.door = ${door}
    and ballot_batch.taker_id = ${takerId}::uuid and ballot_batch.day between ${fromDay}::date and ${toDay}::date`;

async function ballotsIn(db: Db, campaignId: string, batch: Batch): Promise<number> {
  const { rows } = await sql<{ ballots: number }>`
    select count(*) as ballots from ballot join ballot_batch on ballot_batch.id = batch_id
    where voiding_id is null and ${isInBatch(campaignId, batch)}`.execute(db);
  return rows[0]!.ballots;
}

export async function voidingsOf(db: Db, campaignId: string): Promise<Voiding[]> {
  const rows = await db
    .selectFrom('voiding')
    .innerJoin('staff as proposer', 'proposer.id', 'proposedBy')
    .leftJoin('staff as decider', 'decider.id', 'decidedBy')
    .selectAll('voiding')
    .select(['proposer.fullName as proposerName', 'decider.fullName as deciderName'])
    .where('campaignId', '=', campaignId)
    .orderBy('proposedAt', 'desc')
    .execute();
  const names = await takerNames(db, campaignId);
  const voidings: Voiding[] = [];
  for (const { proposerName, deciderName, ...row } of rows)
    voidings.push({
      ...row,
      isSecondPersonConfirmed: row.approvalId !== null,
      takerName: names.get(row.takerId) ?? '',
      proposedBy: proposerName,
      proposedAt: row.proposedAt.toISOString(),
      decidedBy: deciderName,
      decidedAt: row.decidedAt?.toISOString() ?? null,
      ballots: row.ballots ?? (row.state === 'proposed' ? await ballotsIn(db, campaignId, row) : 0),
    });
  return voidings;
}

/**
 * The second person. Voided ballots stay sealed in the box, uncounted, until it is destroyed; their cases are
 * without an answer again, and paper forms wait to be entered by somebody else.
 */
export async function decideVoiding(
  { db, now }: Deps,
  by: string,
  { campaignId, voidingId }: { readonly campaignId: string; readonly voidingId: string },
  { isConfirmed, witness }: { readonly isConfirmed: boolean; readonly witness: string },
): Promise<{ ballots: number }> {
  return db.transaction().execute(async (trx) => {
    await keepStage(trx, campaignId, 'collecting');
    const voiding = await trx
      .selectFrom('voiding')
      .selectAll()
      .where('id', '=', voidingId)
      .where('campaignId', '=', campaignId)
      .forUpdate()
      .executeTakeFirst();
    if (!voiding) throw problem('not_found');
    if (voiding.state !== 'proposed') throw problem('voiding_decided');
    const ballots = isConfirmed ? await voidBallots(trx, voiding) : 0;
    const decided = { witness, decidedAt: now(), decidedBy: by };
    await trx
      .updateTable('voiding')
      .set(
        isConfirmed
          ? { ...decided, state: 'confirmed', ballots }
          : { ...decided, state: 'refused' },
      )
      .where('id', '=', voidingId)
      .execute();
    const act = isConfirmed ? 'voiding_confirmed' : 'voiding_refused';
    const { door, fromDay, toDay } = voiding;
    const details = { door, from: fromDay, to: toDay, ballots, witness };
    await record(trx, { at: now(), staffId: by, act, campaignId, details });
    return { ballots };
  });
}

async function voidBallots(
  trx: Db,
  voiding: Batch & { readonly id: string; readonly campaignId: string },
): Promise<number> {
  const { id, campaignId, takerId } = voiding;
  const condition = isInBatch(campaignId, voiding);
  const marked = await sql`
    update ballot set voiding_id = ${id} from ballot_batch
    where ballot_batch.id = batch_id and voiding_id is null and ${condition}`.execute(trx);
  await sql`
    insert into voided_case (voiding_id, invitation_id, campaign_id, taker_id, receipt_code)
    select ${id}::uuid, invitation.id, ${campaignId}::uuid, ${takerId}::uuid, receipt_code
    from taken_case join ballot_batch on ballot_batch.id = batch_id
      join invitation on invitation.id = invitation_id
    where ${condition}`.execute(trx);
  await releaseCases(trx, id);
  await sql`
    update paper_form set state = 'printed' from ballot_batch
    where ballot_batch.id = batch_id and state = 'entered' and ${condition}`.execute(trx);
  return Number(marked.numAffectedRows ?? 0n);
}

/** Their people have not answered again: every door is open to them, and nobody has them on the line. */
async function releaseCases(trx: Db, voidingId: string): Promise<void> {
  const cases = sql`(select invitation_id from voided_case where voiding_id = ${voidingId})`;
  await sql`
    update invitation set state = 'issued', submission_digest = null, receipt_code = null,
      received_week = null, door = null
    where id in ${cases}`.execute(trx);
  await sql`update phone_case set held_by = null, held_on = null where invitation_id in ${cases}`.execute(
    trx,
  );
  await sql`
    update visit_assignment set is_current = false
    where is_current and invitation_id in ${cases}`.execute(trx);
  await sql`
    update recheck_case set is_voided = true, held_by = null, held_on = null
    where invitation_id in ${cases}`.execute(trx);
  await sql`delete from taken_case where invitation_id in ${cases}`.execute(trx);
}
