import { record } from '../db/activity.ts';
import { advance, campaignAt } from '../db/stage.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';

export async function openFrame(
  { db, secrets, now }: Deps,
  by: string,
  campaignId: string,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await campaignAt(trx, campaignId);
    await advance(trx, campaignId, 'draft', 'frame_open');
    await secrets.makeIdentityKey(campaignId);
    await record(trx, { at: now(), staffId: by, act: 'frame_opened', campaignId });
  });
}

/** Collecting begins when every drawn person has an invitation. */
export async function startCollecting(
  { db, secrets, now }: Deps,
  by: string,
  campaignId: string,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await campaignAt(trx, campaignId, 'drawn');
    const { missing } = await trx
      .selectFrom('sampleUnit')
      .leftJoin('invitation', (join) =>
        join
          .onRef('invitation.campaignId', '=', 'sampleUnit.campaignId')
          .onRef('invitation.unitId', '=', 'sampleUnit.unitId'),
      )
      .select(({ fn }) => fn.countAll<number>().as('missing'))
      .where('sampleUnit.campaignId', '=', campaignId)
      .where('sampleUnit.role', '=', 'sample')
      .where('invitation.id', 'is', null)
      .executeTakeFirstOrThrow();
    if (missing > 0) throw problem('invitations_not_issued', { missing });
    await secrets.makeBallotKey(campaignId);
    await advance(trx, campaignId, 'drawn', 'collecting');
    await record(trx, { at: now(), staffId: by, act: 'collecting_started', campaignId });
  });
}
