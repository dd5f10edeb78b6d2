import type { DECISIONS } from '#contract/comments.ts';
import { record } from '../db/activity.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import { findComment } from './queries.ts';
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
  await db.transaction().execute(async (trx) => {
    await requireCounted(trx, campaignId);
    const comment = await findComment(trx, campaignId, commentId);
    if (!comment) throw problem('comment_not_found');
    if (decision === 'release' && masked === undefined) throw problem('comment_empty');
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
