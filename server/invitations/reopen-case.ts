import type { ReopenReason } from '#contract/reissues.ts';
import { record } from '../db/activity.ts';
import { keepStage } from '../db/hold-campaign.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import { recordCaseEvents } from './case-events.ts';
import { noteReport } from './ineligibility-reports.ts';
import type { AgencyCases } from './reissue-slips.ts';
import { lockedCases } from './reissue-slips.ts';
import { renewSecrets } from './renew-secrets.ts';

/** A stranger had the slip: the right person gets a link that the stranger does not know. */
const IN_OTHER_HANDS: readonly ReopenReason[] = ['by_somebody_else', 'right_person_found'];

export async function reopenCase(
  deps: Deps,
  by: string,
  { serial, ...agency }: AgencyCases & { readonly serial: string },
  reason: ReopenReason,
): Promise<{ hasNewSlip: boolean }> {
  const { db, secrets, now } = deps;
  const { campaignId, agencyCode } = agency;
  return db.transaction().execute(async (trx) => {
    await keepStage(trx, campaignId, 'drawn', 'collecting');
    const cases = await lockedCases(trx, agency, { serial: Number(serial) });
    const [closed] = cases;
    if (!closed) throw problem('invitation_not_found');
    const isClosed = closed.state === 'declined' || closed.state === 'wrong_person';
    const isReported = closed.delivery === 'refused' || closed.delivery === 'wrong_person';
    if (closed.state === 'received' || (!isClosed && !isReported)) throw problem('case_not_closed');
    const hasNewSlip = closed.state === 'wrong_person' || IN_OTHER_HANDS.includes(reason);
    if (hasNewSlip) await renewSecrets(trx, secrets, cases);
    await trx
      .updateTable('invitation')
      .set({
        ...(isClosed && { state: 'issued' as const, openedOn: null }),
        ...(isReported && { delivery: null, isAgencyWord: false }),
      })
      .where('id', '=', closed.id)
      .execute();
    const { id: invitationId } = closed;
    await noteReport(trx, deps, { invitationId, campaignId, agencyCode }, null, false);
    const happenedAt = now();
    await recordCaseEvents(trx, [closed.id], {
      campaignId,
      kind: 'reopened',
      reason,
      happenedAt,
      staffId: by,
    });
    await record(trx, {
      at: happenedAt,
      staffId: by,
      act: 'case_reopened',
      campaignId,
      details: { agency: agencyCode, reason, hasNewSlip },
    });
    return { hasNewSlip };
  });
}
