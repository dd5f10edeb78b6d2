import type { DELIVERY_OUTCOMES } from '#contract/invitations.ts';
import type { Db } from '../db/database.ts';
import type { Deps } from '../deps.ts';

export interface ReportedCase {
  readonly invitationId: string;
  readonly campaignId: string;
  readonly agencyCode: string;
}

type Outcome = (typeof DELIVERY_OUTCOMES)[number] | null;
const BITS = 48;

/** Remembers that the measured agency alone says so, or forgets it where somebody else has written anew. */
export async function noteReport(
  trx: Db,
  { secrets, now }: Pick<Deps, 'secrets' | 'now'>,
  reported: ReportedCase,
  outcome: Outcome,
  isByAgency: boolean,
): Promise<void> {
  const { invitationId } = reported;
  // What others found stays: an agency does not wipe a contradiction by writing anew.
  await trx
    .deleteFrom('ineligibilityReport')
    .where('invitationId', '=', invitationId)
    .where('checkOutcome', 'is', null)
    .execute();
  if (!isByAgency || (outcome !== 'died' && outcome !== 'wrong_person')) return;
  await trx
    .insertInto('ineligibilityReport')
    .values({
      ...reported,
      outcome,
      // Under a key that no agency has: nobody reports in such a way that a report is not chosen.
      ticket:
        secrets.keyed('ineligibility-check', invitationId).readUIntBE(0, BITS / 8) / 2 ** BITS,
      reportedAt: now(),
      checkOutcome: null,
      checkedAt: null,
      checkedBy: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
