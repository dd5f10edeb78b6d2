import { record } from '../db/activity.ts';
import { basisOf } from '../db/second-person.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';

export interface Decision {
  readonly campaignId: string;
  readonly approvalId: string;
  readonly isConfirmed: boolean;
  readonly note?: string | undefined;
}

/** Never by who asked: the database refuses that too. */
export async function decideApproval({ db, now }: Deps, by: string, decision: Decision) {
  const { campaignId, approvalId, isConfirmed } = decision;
  await db.transaction().execute(async (trx) => {
    const asked = await trx
      .selectFrom('approval')
      .selectAll()
      .where('id', '=', approvalId)
      .where('campaignId', '=', campaignId)
      .forUpdate()
      .executeTakeFirst();
    if (!asked) throw problem('not_found');
    if (asked.decidedBy) throw problem('approval_decided');
    if (asked.askedBy === by) throw problem('own_request');
    if (isConfirmed && asked.basis !== (await basisOf(trx, campaignId, asked.act)))
      throw problem('approval_outdated');
    const note = decision.note || null;
    await trx
      .updateTable('approval')
      .set({ decidedBy: by, decidedAt: now(), isConfirmed, note })
      .where('id', '=', approvalId)
      .execute();
    await record(trx, {
      at: now(),
      staffId: by,
      act: isConfirmed ? 'approval_confirmed' : 'approval_refused',
      campaignId,
      details: { confirms: asked.act },
    });
  });
}
