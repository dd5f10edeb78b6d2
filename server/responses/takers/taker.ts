import { sql } from 'kysely';
import { dayOf } from '#contract/calendar.ts';
import type { TakerDoor } from '#contract/voidings.ts';
import type { Db } from '../../db/database.ts';
import { problem } from '../../problem.ts';

/** Who took an answer: an interviewer or clerk by their account, a kiosk by its device. */
export interface Taker {
  readonly door: TakerDoor;
  readonly takerId: string;
  readonly day: string;
}

export const takerOf = (door: TakerDoor, takerId: string, moment: Date): Taker => ({
  door,
  takerId,
  day: dayOf(moment),
});

/** What was voided as somebody's is given in by others: the same hands do not fill it again. */
export async function refuseVoidedTaker(
  db: Db,
  invitationId: string,
  takerId: string,
): Promise<void> {
  const voided = await db
    .selectFrom('voidedCase')
    .select('voidingId')
    .where('invitationId', '=', invitationId)
    .where('takerId', '=', takerId)
    .executeTakeFirst();
  if (voided) throw problem('case_voided');
}

/** A form that was entered before waits again because the entry was voided: its batch says whose that was. */
export async function refuseVoidedClerk(db: Db, number: string, clerkId: string): Promise<void> {
  const voided = await db
    .selectFrom('paperForm')
    .innerJoin('ballotBatch', 'ballotBatch.id', 'batchId')
    .select('number')
    .where('number', '=', number)
    .where('takerId', '=', clerkId)
    .executeTakeFirst();
  if (voided) throw problem('case_voided');
}

/** Adds a ballot to the batch of a clerk and a day, and gives its id. */
export async function addToBatch(
  trx: Db,
  campaignId: string,
  { door, takerId, day }: Taker,
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into ballot_batch (id, campaign_id, door, taker_id, day, answers)
    values (gen_random_uuid(), ${campaignId}, ${door}, ${takerId}, ${day}, 1)
    on conflict (campaign_id, door, taker_id, day) do update set answers = ballot_batch.answers + 1
    returning id`.execute(trx);
  return rows[0]!.id;
}
