import { dayOf } from '#contract/calendar.ts';
import type { Slot } from '#contract/visit-rules.ts';
import { mayClose } from '#contract/visit-rules.ts';
import type { VisitAttempt } from '#contract/visits.ts';
import type { Db } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { lockCase, noteFinding } from '../calls/record-call.ts';
import type { Device } from '../devices/find-device.ts';

type Refused = { readonly id: string; readonly code: 'case_not_assigned' | 'attempts_missing' };

/** What was noted without network, in its order; each by its own id, so that a repeat changes nothing. */
export async function recordAttempts(
  { db, now, secrets }: Deps,
  device: Device,
  attempts: readonly VisitAttempt[],
): Promise<Refused[]> {
  const refused: Refused[] = [];
  // No attempt of tomorrow, and none of before the last contact, which would have handed it in: days cannot be made up.
  const [from, today] = [device.lastContactOn ?? device.enrolledOn ?? '', dayOf(now())];
  const within = (day: string) => (day > today ? today : day < from ? from : day);
  for (const attempt of attempts) {
    const isKnown = await db
      .transaction()
      .execute((trx) =>
        recordAttempt(trx, secrets, device, { ...attempt, day: within(attempt.day) }),
      );
    if (!isKnown) refused.push({ id: attempt.id, code: 'case_not_assigned' });
  }
  return refused;
}

async function recordAttempt(
  trx: Db,
  secrets: Deps['secrets'],
  { staffId, campaignId }: Device,
  attempt: VisitAttempt,
): Promise<boolean> {
  const { id, caseId, day, part, outcome, appointment } = attempt;
  const planned = {
    appointmentDay: appointment?.day ?? null,
    appointmentPart: appointment?.part ?? null,
  };
  await lockCase(trx, campaignId, caseId);
  const { numUpdatedRows } = await trx
    .updateTable('visitAssignment')
    .set(outcome === 'appointment' ? planned : { appointmentDay: null, appointmentPart: null })
    .where('invitationId', '=', caseId)
    .where('staffId', '=', staffId)
    .where('campaignId', '=', campaignId)
    .executeTakeFirst();
  if (numUpdatedRows === 0n || staffId === null) return false;
  const made = await trx
    .insertInto('contactAttempt')
    .values({
      id,
      campaignId,
      invitationId: caseId,
      staffId,
      way: 'visit',
      day,
      dayPart: part,
      outcome,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  if (made.numInsertedOrUpdatedRows === 1n)
    await noteFinding(trx, secrets, { campaignId, caseId }, outcome);
  return true;
}

/** Nobody was met: only after as many attempts as the terms want, on different parts of the day. */
export async function closeCases(
  db: Db,
  { staffId, campaignId }: Device,
  cases: readonly string[],
  needed: number,
): Promise<Refused[]> {
  const refused: Refused[] = [];
  for (const id of cases) {
    if (!mayClose(await visitsOf(db, id), needed)) {
      refused.push({ id, code: 'attempts_missing' });
      continue;
    }
    const { numUpdatedRows } = await db
      .updateTable('visitAssignment')
      .set({ isClosed: true })
      .where('invitationId', '=', id)
      .where('staffId', '=', staffId)
      .where('campaignId', '=', campaignId)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) refused.push({ id, code: 'case_not_assigned' });
  }
  return refused;
}

const visitsOf = (db: Db, caseId: string): Promise<Slot[]> =>
  db
    .selectFrom('contactAttempt')
    .select(['day', 'dayPart as part'])
    .where('invitationId', '=', caseId)
    .where('way', '=', 'visit')
    .execute();
