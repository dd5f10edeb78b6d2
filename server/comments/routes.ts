import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/comments.ts';
import { record } from '../db/activity.ts';
import type { Deps } from '../deps.ts';
import { serve } from '../http/serve.ts';
import { codingRoutes } from './coding/routes.ts';
import { decideComment } from './decide-comment.ts';
import { petitionRoutes } from './petitions/routes.ts';
import { commentsIn, countsByState } from './queries.ts';
import { releasedComments, requireCounted } from './released-comments.ts';
import { maskedText, suggestedMasks } from './suggest-masks.ts';

export function routes(app: FastifyInstance, deps: Deps): void {
  const { db, now } = deps;
  codingRoutes(app, deps);
  petitionRoutes(app, deps);
  serve(app, deps, contract.listComments, ({ params }) =>
    releasedComments(deps, params.campaignId, params.agencyCode),
  );
  serve(app, deps, contract.reviewComments, async ({ params, query }, { caller }) => {
    const { campaignId } = params;
    await requireCounted(db, campaignId);
    const found = await commentsIn(db, campaignId, query.state, caller.id);
    await record(db, {
      at: now(),
      staffId: caller.id,
      act: 'comments_read',
      campaignId,
      details: { comments: found.length },
    });
    const comments = found.map((comment) => {
      const suggested = comment.original === null ? [] : suggestedMasks(comment.original);
      const unmasked = comment.original && maskedText(comment.original, suggested);
      return { ...comment, suggested, masked: comment.masked ?? unmasked };
    });
    return { comments, counts: await countsByState(db, campaignId) };
  });
  serve(app, deps, contract.decideComment, async ({ params, body }, { caller }) => {
    await decideComment(deps, caller.id, params, body);
    return {};
  });
}
