import { record } from '../db/activity.ts';
import { traceOptOut } from '../db/contact-traces.ts';
import { campaignAt } from '../db/stage.ts';
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
  await campaignAt(db, campaignId, 'drawn', 'collecting', 'closed');
  await db.transaction().execute(async (trx) => {
    const [found] = await lockedCases(trx, agency, { serial: Number(serial) });
    if (!found) throw problem('invitation_not_found');
    await trx
      .updateTable('invitation')
      .set({ state: 'declined' })
      .where('id', '=', found.id)
      .where('state', 'in', ['issued', 'opened'])
      .execute();
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
