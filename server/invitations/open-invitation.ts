import { dayOf, erasureDay, graceTo } from '#contract/calendar.ts';
import type { Opening } from '#contract/invitations.ts';
import { requireAnswerable } from '../db/answerable.ts';
import { openingMark } from '../db/opening-mark.ts';
import { questionnaireOf } from '../db/questionnaire.ts';
import type { Deps } from '../deps.ts';
import { findInvitation } from './find-invitation.ts';
import { sayableProcedure } from './sensitive-procedure.ts';

/** Changes nothing: scanners and previews open links, and a person may open theirs as often as they like. */
export async function openInvitation({ db, now, secrets }: Deps, token: string): Promise<Opening> {
  const found = await findInvitation(db, token);
  requireAnswerable(found, now());
  return {
    campaign: {
      ...found,
      graceTo: graceTo(found),
      erasedOn: erasureDay(found, found.postponedTo),
    },
    procedureName: sayableProcedure(found.procedureName),
    returnedMonth: found.returnedOn?.slice(0, 7) ?? null,
    questionnaire: await questionnaireOf(db, found.campaignId),
    mark: openingMark(secrets.keyFor('opening'), token, dayOf(now())),
  };
}

/** Only the day is kept: the hour of an opening would be a trace to the answer that follows it. */
export async function startAnswering({ db, now }: Deps, token: string): Promise<void> {
  const found = await findInvitation(db, token);
  requireAnswerable(found, now());
  await db
    .updateTable('invitation')
    .set({ state: 'opened', openedOn: dayOf(now()) })
    .where('id', '=', found.invitationId)
    .where('state', '=', 'issued')
    .execute();
}

/** A response that has arrived meanwhile stays: the row decides. */
export async function declineInvitation(
  { db, now }: Deps,
  token: string,
  reason: 'declined' | 'wrong_person',
): Promise<void> {
  const found = await findInvitation(db, token);
  // Pressed twice, or sent again after a lost reply: it has been noted.
  if (found.state === reason) return;
  requireAnswerable(found, now());
  const noted = await db
    .updateTable('invitation')
    .set({ state: reason })
    .where('id', '=', found.invitationId)
    .where('state', 'in', ['issued', 'opened'])
    .executeTakeFirst();
  if (noted.numUpdatedRows === 0n) requireAnswerable(await findInvitation(db, token), now());
}
