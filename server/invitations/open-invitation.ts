import { dayOf, erasureDay, graceTo } from '#contract/calendar.ts';
import type { DeclineReason } from '#contract/opening.ts';
import { OwnOpening, SharedOpening } from '#contract/opening.ts';
import type { Questionnaire } from '#contract/questionnaire.ts';
import { requireAnswerable } from '../db/answerable.ts';
import { traceOptOut } from '../db/contact-traces.ts';
import { openingMark } from '../db/opening-mark.ts';
import { questionnaireOf } from '../db/questionnaire.ts';
import { sayableProcedure } from '../db/sensitive-procedure.ts';
import type { Deps } from '../deps.ts';
import type { Shared } from '../http/composed.ts';
import { Composed, sharedStart } from '../http/composed.ts';
import { findInvitation } from './find-invitation.ts';
import { noteReport } from './ineligibility-reports.ts';

/**
 * Changes nothing: scanners and previews open links, and a person may open theirs as often as they like.
 * Terms and stage are read anew each time; of all that is said only the questionnaire, which never
 * changes, is kept ready.
 */
export async function openInvitation({ db, now, secrets }: Deps, token: string) {
  const found = await findInvitation(db, token);
  requireAnswerable(found, now());
  const shared = await sharedOpening(await questionnaireOf(db, found.campaignId));
  const own = OwnOpening.parse({
    campaign: {
      ...found,
      graceTo: graceTo(found),
      erasedOn: erasureDay(found, found.postponedTo),
    },
    procedureName: sayableProcedure(found.procedureName),
    returnedMonth: found.returnedOn?.slice(0, 7) ?? null,
    mark: openingMark(secrets.keyFor('opening'), token, dayOf(now())),
  });
  return new Composed(shared, own);
}

const ready = new WeakMap<Questionnaire, Promise<Shared<SharedOpening>>>();
/** Compressing 66 kB takes 110 ms at the best quality and saves a phone a kilobyte. */
function sharedOpening(questionnaire: Questionnaire): Promise<Shared<SharedOpening>> {
  let shared = ready.get(questionnaire);
  if (!shared) {
    shared = sharedStart(SharedOpening.parse({ questionnaire }));
    ready.set(questionnaire, shared);
  }
  return shared;
}

/** Only the day is kept: the hour of an opening would be a trace to the answer that follows it. */
export async function startAnswering({ db, now }: Deps, token: string): Promise<void> {
  const found = await findInvitation(db, token);
  requireAnswerable(found, now());
  await db
    .updateTable('invitation')
    .set({ state: 'opened', openedOn: dayOf(now()) })
    .where('id', '=', found.invitationId)
    .where('tokenHash', '=', found.tokenHash)
    .where('state', '=', 'issued')
    .execute();
}

/**
 * A response that has arrived meanwhile stays: the row decides. Pressed twice it is refused as every used
 * slip is: a reply that told a decline from an answer would tell the holder of the slip.
 */
export async function declineInvitation(
  deps: Deps,
  token: string,
  reason: DeclineReason,
): Promise<void> {
  const { db, now } = deps;
  const found = await findInvitation(db, token);
  requireAnswerable(found, now());
  const state = reason === 'never_again' ? 'declined' : reason;
  const isNoted = await db.transaction().execute(async (trx) => {
    const noted = await trx
      .updateTable('invitation')
      .set({ state })
      .where('id', '=', found.invitationId)
      // A slip that is replaced in this moment declines nothing.
      .where('tokenHash', '=', found.tokenHash)
      .where('state', 'in', ['issued', 'opened'])
      .executeTakeFirst();
    if (noted.numUpdatedRows === 0n) return false;
    if (reason === 'never_again')
      await traceOptOut(trx, deps.secrets, found.campaignId, found.invitationId);
    return true;
  });
  if (!isNoted) return requireAnswerable(await findInvitation(db, token), now());
  if (reason === 'wrong_person') await noteWrongPerson(deps, found);
}

/** Where the agency prints, it holds every link: a press on “wrong person” may be its own. */
async function noteWrongPerson(deps: Deps, found: Awaited<ReturnType<typeof findInvitation>>) {
  const { invitationId, campaignId, agencyCode, slipPrinting } = found;
  if (slipPrinting !== 'agency') return;
  await noteReport(deps.db, deps, { invitationId, campaignId, agencyCode }, 'wrong_person', true);
}
