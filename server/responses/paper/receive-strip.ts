import { dayOf, mondayOf } from '#contract/calendar.ts';
import { CASE_DIGITS } from '#contract/paper-numbers.ts';
import type { Staff } from '#contract/staff.ts';
import type { Db } from '../../db/database.ts';
import { keepStage } from '../../db/hold-campaign.ts';
import { paperCases } from '../../db/paper-rows.ts';
import type { Deps } from '../../deps.ts';
import { refuseOwnAgency } from '../../http/access.ts';
import { problem } from '../../problem.ts';
import { countsOf } from './queries.ts';
import { typedNumber } from './typed-number.ts';

/**
 * The outer strip of a paper pack. It closes every other door for the person: whichever came first is the
 * answer. If another one was, the strip is kept aside and its stratum waits for no form.
 */
export async function receiveStrip(
  { db, now }: Deps,
  caller: Staff,
  campaignId: string,
  typed: string,
) {
  const number = typedNumber(typed, CASE_DIGITS);
  const week = mondayOf(dayOf(now()));
  return db.transaction().execute(async (trx) => {
    await keepStage(trx, campaignId, 'collecting');
    const found = await findCase(trx, campaignId, number);
    if (!found) throw problem('strip_unknown');
    refuseOwnAgency(caller, found.agencyCode);
    if (found.stripWeek !== null) throw problem('strip_received', { week: found.stripWeek });
    const isFirst = await takeInvitation(trx, found.invitationId, week);
    const outcome = isFirst
      ? 'awaits_form'
      : found.state === 'received'
        ? 'answered_before'
        : 'closed_before';
    await trx
      .updateTable('paperCase')
      .set({ receivedWeek: week, outcome })
      .where('caseNumber', '=', number)
      .execute();
    const { agencyName, fieldName, answeredWeek } = found;
    const counts = await countsOf(trx, campaignId, found.stratum);
    return { agencyName, fieldName, outcome, answeredWeek, ...counts } as const;
  });
}

/** Of two doors at the same moment the row decides. */
async function takeInvitation(trx: Db, invitationId: string, week: string): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('invitation')
    .set({ state: 'received', door: 'paper', receivedWeek: week })
    .where('id', '=', invitationId)
    .where('state', 'in', ['issued', 'opened'])
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

const findCase = (trx: Db, campaignId: string, number: string) =>
  paperCases(trx)
    .select([
      'paperCase.invitationId',
      'paperCase.receivedWeek as stripWeek',
      'invitation.state',
      'invitation.receivedWeek as answeredWeek',
      'invitation.agencyCode',
      'invitation.stratum',
      'agency.name as agencyName',
      'field.name as fieldName',
    ])
    .where('paperCase.campaignId', '=', campaignId)
    .where('caseNumber', '=', number)
    // Both rows, so that an answer under way by another door is over when its state is read.
    .forUpdate(['paperCase', 'invitation'])
    .executeTakeFirst();
