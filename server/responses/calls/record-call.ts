import { randomUUID } from 'node:crypto';
import { dayOf } from '#contract/calendar.ts';
import type { CallOutcome } from '#contract/calls.ts';
import type { DayPart } from '#contract/day-parts.ts';
import { dayPartOf } from '#contract/day-parts.ts';
import type { Staff } from '#contract/staff.ts';
import type { VisitOutcome } from '#contract/visit-rules.ts';
import { traceOptOut } from '../../db/contact-traces.ts';
import type { Db } from '../../db/database.ts';
import { keepStage } from '../../db/hold-campaign.ts';
import { preparedStatement } from '../../db/prepared-statement.ts';
import type { Deps } from '../../deps.ts';
import { refuseOwnAgency } from '../../http/access.ts';
import { problem } from '../../problem.ts';

interface Appointment {
  readonly day: string;
  readonly part: DayPart;
}

/** Ends the telephone for a case; a wrong number or another language leaves it to the other doors. */
const ENDS_CALLING: readonly CallOutcome[] = [
  'refused',
  'never_again',
  'wrong_number',
  'wrong_person',
  'moved',
  'died',
  'language',
];
/** What is known of the person, as a carrier finds it. */
const FOUND = ['wrong_person', 'moved', 'died'] as const;

/** An outcome is required of every call that brought no answer. */
export async function recordCall(
  { db, now, secrets }: Deps,
  caller: Staff,
  campaignId: string,
  caseId: string,
  call: { readonly outcome: CallOutcome; readonly appointment: Appointment | null },
): Promise<void> {
  const { outcome, appointment } = call;
  if ((outcome === 'appointment') !== (appointment !== null))
    throw problem('appointment_incomplete');
  await db.transaction().execute(async (trx) => {
    await keepStage(trx, campaignId, 'collecting');
    // The same call noted twice at once is one call.
    await lockCase(trx, campaignId, caseId);
    await requireHeld(trx, caller, campaignId, caseId);
    await trx
      .insertInto('contactAttempt')
      .values({
        id: randomUUID(),
        campaignId,
        invitationId: caseId,
        staffId: caller.id,
        way: 'phone',
        day: dayOf(now()),
        dayPart: dayPartOf(now()),
        outcome,
      })
      .execute();
    await trx
      .updateTable('phoneCase')
      .set({
        heldBy: null,
        heldOn: null,
        isClosed: ENDS_CALLING.includes(outcome),
        appointmentDay: appointment?.day ?? null,
        appointmentPart: appointment?.part ?? null,
      })
      .where('invitationId', '=', caseId)
      .execute();
    await noteFinding(trx, secrets, { campaignId, caseId }, outcome);
  });
}

/** A refusal is final for the round, by whatever door it was said; “never again” for later ones too. */
export async function noteFinding(
  trx: Db,
  secrets: Deps['secrets'],
  { campaignId, caseId }: { readonly campaignId: string; readonly caseId: string },
  outcome: CallOutcome | VisitOutcome,
): Promise<void> {
  const known = outcome === 'not_eligible' ? 'wrong_person' : outcome;
  const found = FOUND.find((finding) => finding === known);
  const isRefusal = outcome === 'refused' || outcome === 'never_again';
  if (!isRefusal && !found) return;
  await trx
    .updateTable('invitation')
    .set(
      isRefusal
        ? { state: 'declined' }
        : { delivery: found!, isDelivered: false, isAgencyWord: false },
    )
    .where('id', '=', caseId)
    .where('state', 'in', ['issued', 'opened'])
    .execute();
  if (outcome === 'never_again') await traceOptOut(trx, secrets, campaignId, caseId);
}

/** Before all else of the case, in the order in which a voiding takes them: neither waits for the other in a circle. */
export async function lockCase(trx: Db, campaignId: string, caseId: string): Promise<void> {
  await trx
    .selectFrom('invitation')
    .select('id')
    .where('id', '=', caseId)
    .where('campaignId', '=', campaignId)
    .forNoKeyUpdate()
    .modifyEnd(preparedStatement)
    .execute();
}

/** The case must be on the caller's own line. */
export async function requireHeld(db: Db, caller: Staff, campaignId: string, caseId: string) {
  const held = await db
    .selectFrom('phoneCase')
    .innerJoin('invitation', 'invitation.id', 'phoneCase.invitationId')
    .select(['tokenHash', 'agencyCode', 'heldBy'])
    .where('phoneCase.campaignId', '=', campaignId)
    .where('invitationId', '=', caseId)
    .modifyEnd(preparedStatement)
    .executeTakeFirst();
  if (held?.heldBy !== caller.id) throw problem('call_not_held');
  refuseOwnAgency(caller, held.agencyCode);
  return held;
}
