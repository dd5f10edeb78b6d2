import { sql } from 'kysely';
import type { CommentCode } from '#contract/comment-coding.ts';
import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';
import { requireCounted } from '../released-comments.ts';
import { findCodable } from './queries.ts';

interface Place {
  readonly campaignId: string;
  readonly commentId: string;
}

/** Two code a comment at most, and each may change the own code as long as nobody has settled it. */
export async function codeComment(
  { db }: Deps,
  coder: string,
  { campaignId, commentId }: Place,
  { theme, tone }: CommentCode,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { coders, agencyCode, settledTheme } = await lockedComment(trx, campaignId, commentId);
    const others = (coders ?? []).filter((other) => other !== coder);
    if (others.length > 1 || settledTheme !== null) throw problem('comment_coded_twice');
    await trx
      .insertInto('commentCode')
      .values({ commentId, coder, campaignId, agencyCode, theme, tone })
      .onConflict((conflict) =>
        conflict.columns(['commentId', 'coder']).doUpdateSet({ theme, tone }),
      )
      .execute();
  });
}

export async function settleComment(
  { db, now }: Deps,
  by: string,
  { campaignId, commentId }: Place,
  { theme, tone }: CommentCode,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { themes, tones, agencyCode } = await lockedComment(trx, campaignId, commentId);
    const isDiffering = themes?.length === 2 && isTwofold(themes, tones ?? []);
    if (!isDiffering) throw problem('comment_codes_agree');
    await trx
      .insertInto('commentTheme')
      .values({ commentId, campaignId, theme, tone, settledBy: by })
      .onConflict((conflict) =>
        conflict.column('commentId').doUpdateSet({ theme, tone, settledBy: by }),
      )
      .execute();
    const details = { agency: agencyCode ?? 'province' };
    await record(trx, { at: now(), staffId: by, act: 'comment_settled', campaignId, details });
  });
}

const isTwofold = (themes: readonly string[], tones: readonly string[]): boolean =>
  themes[0] !== themes[1] || tones[0] !== tones[1];

/** Two coders at once wait for each other on the round's row. */
async function lockedComment(trx: Db, campaignId: string, commentId: string) {
  await sql`select id from campaign where id = ${campaignId} for no key update`.execute(trx);
  await requireCounted(trx, campaignId);
  const comment = await findCodable(trx, campaignId, commentId);
  if (!comment) throw problem('comment_not_found');
  return comment;
}
