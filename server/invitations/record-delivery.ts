import type { DELIVERY_OUTCOMES } from '#contract/invitations.ts';
import { record } from '../db/activity.ts';
import { campaignAt } from '../db/stage.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';

/** What the carrier found. It says nothing of an answer: a phone call may still bring one. */
export async function recordDelivery(
  { db, now }: Deps,
  by: string,
  slip: { campaignId: string; unitCode: string; serial: string },
  outcome: (typeof DELIVERY_OUTCOMES)[number] | null,
): Promise<void> {
  const { campaignId, unitCode } = slip;
  await campaignAt(db, campaignId, 'drawn', 'collecting');
  await db.transaction().execute(async (trx) => {
    const noted = await trx
      .updateTable('invitation')
      .set({ delivery: outcome })
      .where('campaignId', '=', campaignId)
      .where('unitCode', '=', unitCode)
      .where('serial', '=', Number(slip.serial))
      .executeTakeFirst();
    if (noted.numUpdatedRows === 0n) throw problem('invitation_not_found');
    await record(trx, {
      at: now(),
      staffId: by,
      act: 'delivery_recorded',
      campaignId,
      details: { unit: unitCode, outcome },
    });
  });
}
