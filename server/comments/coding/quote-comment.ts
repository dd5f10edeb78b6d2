import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';

const ACTS = {
  propose: 'quote_proposed',
  approve: 'quote_approved',
  withdraw: 'quote_withdrawn',
} as const;

/** What was masked and released may be quoted, once a second person has read it. */
export async function quoteComment(
  { db, now }: Deps,
  by: string,
  { campaignId, commentId }: { readonly campaignId: string; readonly commentId: string },
  decision: keyof typeof ACTS,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const review = await trx
      .selectFrom('commentReview')
      .select(['state', 'agencyCode'])
      .where('campaignId', '=', campaignId)
      .where('commentId', '=', commentId)
      .forUpdate()
      .executeTakeFirst();
    if (review?.state !== 'released') throw problem('quote_not_released');
    await carryOut(trx, by, { campaignId, commentId }, decision);
    const details = { agency: review.agencyCode ?? 'province' };
    await record(trx, { at: now(), staffId: by, act: ACTS[decision], campaignId, details });
  });
}

async function carryOut(
  trx: Db,
  by: string,
  { campaignId, commentId }: { readonly campaignId: string; readonly commentId: string },
  decision: keyof typeof ACTS,
): Promise<void> {
  const quote = await trx
    .selectFrom('commentQuote')
    .select('proposedBy')
    .where('commentId', '=', commentId)
    .executeTakeFirst();
  if (decision === 'withdraw') {
    await trx.deleteFrom('commentQuote').where('commentId', '=', commentId).execute();
    return;
  }
  if (decision === 'propose') {
    if (quote) throw problem('nothing_changed');
    const proposed = { commentId, campaignId, proposedBy: by, approvedBy: null };
    await trx.insertInto('commentQuote').values(proposed).execute();
    return;
  }
  if (!quote) throw problem('quote_not_released');
  if (quote.proposedBy === by) throw problem('quote_needs_another');
  await trx
    .updateTable('commentQuote')
    .set({ approvedBy: by })
    .where('commentId', '=', commentId)
    .execute();
}
