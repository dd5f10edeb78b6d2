import { record } from '../db/activity.ts';
import { traceOptOut } from '../db/contact-traces.ts';
import type { Db } from '../db/database.ts';
import { keepStage } from '../db/hold-campaign.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import { recordCaseEvents } from './case-events.ts';
import type { AgencyCases } from './reissue-slips.ts';
import { lockedCases } from './reissue-slips.ts';

/**
 * No more contact: an open case is a refusal of this round. For good, the person's trace outlives the erasure as
 * a keyed hash, and later rounds leave them out at the freeze. What was answered stays.
 */
export async function optOut(
  { db, secrets, now }: Deps,
  by: string,
  { serial, ...agency }: AgencyCases & { readonly serial: string },
  isForGood: boolean,
): Promise<void> {
  const { campaignId, agencyCode } = agency;
  await db.transaction().execute(async (trx) => {
    await keepStage(trx, campaignId, 'drawn', 'collecting', 'closed');
    const [found] = await lockedCases(trx, agency, { serial: Number(serial) });
    if (!found) throw problem('invitation_not_found');
    const declined = await trx
      .updateTable('invitation')
      .set({ state: 'declined' })
      .where('id', '=', found.id)
      .where('state', 'in', ['issued', 'opened'])
      .returning('id')
      .execute();
    if (declined.length === 0 && (await isNoted(trx, found.id, isForGood))) return;
    if (isForGood) await traceOptOut(trx, secrets, campaignId, found.id);
    const happenedAt = now();
    await recordCaseEvents(trx, [found.id], {
      campaignId,
      kind: 'opted_out',
      reason: isForGood ? 'for_good' : 'this_round',
      happenedAt,
      staffId: by,
    });
    await record(trx, {
      at: happenedAt,
      staffId: by,
      act: 'opted_out',
      campaignId,
      details: { agency: agencyCode, isForGood },
    });
  });
}

/** Whether an opt-out of this reach is noted that no reopening took back since: then nothing changes. */
async function isNoted(trx: Db, invitationId: string, isForGood: boolean): Promise<boolean> {
  const optedOut = await trx
    .selectFrom('caseEvent')
    .select('id')
    .where('invitationId', '=', invitationId)
    .where('kind', '=', 'opted_out')
    .where('reason', 'in', isForGood ? ['for_good'] : ['this_round', 'for_good'])
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('caseEvent as reopening')
            .select('reopening.id')
            .whereRef('reopening.invitationId', '=', 'caseEvent.invitationId')
            .whereRef('reopening.happenedAt', '>', 'caseEvent.happenedAt')
            .where('reopening.kind', '=', 'reopened'),
        ),
      ),
    )
    .executeTakeFirst();
  return optedOut !== undefined;
}
