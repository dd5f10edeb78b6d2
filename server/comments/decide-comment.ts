import type { DECISIONS } from '#contract/comments.ts';
import { record } from '../db/activity.ts';
import type { Db } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import { lockComment } from './queries.ts';
import { requireCounted } from './released-comments.ts';

interface Decision {
  readonly decision: (typeof DECISIONS)[number];
  readonly masked?: string | undefined;
}
const ACTS = {
  release: 'comment_released',
  withhold: 'comment_withheld',
  reopen: 'comment_reopened',
} as const;

/** The journal has who decided and about which agency; never a word of the comment. */
export async function decideComment(
  { db, now }: Deps,
  by: string,
  { campaignId, commentId }: { readonly campaignId: string; readonly commentId: string },
  { decision, masked }: Decision,
): Promise<void> {
  if (decision === 'release' && masked === undefined) throw problem('comment_empty');
  await db.transaction().execute(async (trx) => {
    await requireCounted(trx, campaignId);
    const comment = await lockComment(trx, campaignId, commentId);
    if (!comment) throw problem('comment_not_found');
    if (await isDecided(trx, commentId, { decision, masked })) return;
    await trx.deleteFrom('commentReview').where('commentId', '=', commentId).execute();
    if (decision !== 'reopen') {
      await trx
        .insertInto('commentReview')
        .values({
          commentId,
          campaignId,
          agencyCode: comment.agencyCode,
          state: decision === 'release' ? 'released' : 'withheld',
          masked: decision === 'release' ? (masked ?? '') : null,
          decidedAt: now(),
          decidedBy: by,
        })
        .execute();
    }
    await record(trx, {
      at: now(),
      staffId: by,
      act: ACTS[decision],
      campaignId,
      details: { agency: comment.agencyCode ?? 'province' },
    });
  });
}

/** Pressed twice: a quotation that another person has read since stays, and the journal has no line of nothing. */
async function isDecided(trx: Db, commentId: string, { decision, masked = '' }: Decision) {
  const review = await trx
    .selectFrom('commentReview')
    .select(['state', 'masked'])
    .where('commentId', '=', commentId)
    .executeTakeFirst();
  if (decision === 'reopen') return review === undefined;
  if (decision === 'withhold') return review?.state === 'withheld';
  return review?.state === 'released' && review.masked === masked;
}
