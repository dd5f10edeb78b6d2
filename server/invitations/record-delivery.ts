import type { CARRIER_OUTCOMES } from '#contract/invitations.ts';
import type { Staff } from '#contract/staff.ts';
import { record } from '../db/activity.ts';
import { keepStage } from '../db/hold-campaign.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import { recordCaseEvents } from './case-events.ts';
import { noteReport } from './ineligibility-reports.ts';

type Outcome = (typeof CARRIER_OUTCOMES)[number];

/** What the carrier found. It says nothing of an answer: a phone call may still bring one. */
export async function recordDelivery(
  deps: Deps,
  by: Pick<Staff, 'id' | 'role'>,
  slip: { campaignId: string; agencyCode: string; serial: string },
  {
    outcome,
    isFirst,
  }: { readonly outcome: Outcome | null; readonly isFirst?: boolean | undefined },
): Promise<void> {
  const { db, now } = deps;
  const { campaignId, agencyCode } = slip;
  await db.transaction().execute(async (trx) => {
    await keepStage(trx, campaignId, 'drawn', 'collecting');
    const found = await trx
      .selectFrom('invitation')
      .select(['id', 'delivery', 'isDelivered', 'isAgencyWord'])
      .where('campaignId', '=', campaignId)
      .where('agencyCode', '=', agencyCode)
      .where('serial', '=', Number(slip.serial))
      .forUpdate()
      .executeTakeFirst();
    if (!found) throw problem('invitation_not_found');
    // A list on which all blank rows are ticked at once may be older than what a colleague recorded.
    if (isFirst && carrierOutcome(found) !== null) return;
    const isByAgency = by.role === 'agency';
    const isConfirmed = found.isAgencyWord && !isByAgency;
    // A repeated request is no act and is not in the journal.
    if (carrierOutcome(found) === outcome && !isConfirmed) return;
    const delivery = outcome === 'delivered' ? null : outcome;
    await trx
      .updateTable('invitation')
      .set({
        delivery,
        isDelivered: outcome === 'delivered',
        isAgencyWord: isByAgency && delivery !== null,
      })
      .where('id', '=', found.id)
      .execute();
    const happenedAt = now();
    await recordCaseEvents(trx, [found.id], {
      campaignId,
      kind: 'delivery',
      reason: outcome,
      happenedAt,
      staffId: by.id,
    });
    const reported = { invitationId: found.id, campaignId, agencyCode };
    await noteReport(trx, deps, reported, delivery, isByAgency);
    await record(trx, {
      at: happenedAt,
      staffId: by.id,
      act: 'delivery_recorded',
      campaignId,
      details: { agency: agencyCode, outcome },
    });
  });
}

/** The tick of the carrier's list. */
export const carrierOutcome = ({
  delivery,
  isDelivered,
}: {
  readonly delivery: Exclude<Outcome, 'delivered'> | null;
  readonly isDelivered: boolean;
}): Outcome | null => (isDelivered ? 'delivered' : delivery);
