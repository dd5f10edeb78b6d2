import type { FastifyInstance } from 'fastify';
import type { CommentCode } from '#contract/comment-coding.ts';
import * as contract from '#contract/comment-coding.ts';
import { record } from '../../db/activity.ts';
import { campaignAt } from '../../db/stage.ts';
import type { Deps } from '../../deps.ts';
import { serve } from '../../http/serve.ts';
import { serveShared } from '../../http/serve-kept.ts';
import { requireCounted } from '../released-comments.ts';
import { codeComment, settleComment } from './code-comment.ts';
import type { CodedComment } from './queries.ts';
import { codingCounts, commentsToCode, quotesOf } from './queries.ts';
import { quoteComment } from './quote-comment.ts';
import { themeTable } from './theme-table.ts';

export function codingRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, now } = deps;
  serve(app, deps, contract.codeComment, async ({ params, body }, { caller }) => {
    await codeComment(deps, caller.id, params, body);
    return {};
  });
  serve(app, deps, contract.settleComment, async ({ params, body }, { caller }) => {
    await settleComment(deps, caller.id, params, body);
    return {};
  });
  serve(app, deps, contract.listCoding, async ({ params, query }, { caller }) => {
    const { campaignId } = params;
    await requireCounted(db, campaignId);
    const found = await commentsToCode(db, campaignId, query.view, caller.id);
    const details = { comments: found.length };
    await record(db, { at: now(), staffId: caller.id, act: 'comments_read', campaignId, details });
    return {
      comments: found.map((comment) => shownTo(caller.id, comment, query.view)),
      counts: await codingCounts(db, campaignId, caller.id),
    };
  });
  serve(app, deps, contract.getCommentThemes, ({ params }) => themeTable(db, params.campaignId));
  serve(app, deps, contract.proposeQuote, async ({ params, body }, { caller }) => {
    await quoteComment(deps, caller.id, params, body.decision);
    return {};
  });
  serveShared(app, deps, contract.listQuotes, async ({ params }) => {
    await campaignAt(db, params.campaignId);
    const quotes = await quotesOf(db, params.campaignId);
    return { quotes: quotes.map(({ agencyName, masked }) => ({ agencyName, text: masked ?? '' })) };
  });
}

/** The other's code is shown only where two have coded and differ: who codes second is not led. */
function shownTo(coder: string, comment: CodedComment, view: contract.CodingView) {
  const codes = codesOf(comment);
  const own = codes[comment.coders?.indexOf(coder) ?? -1] ?? null;
  return {
    id: comment.id,
    text: comment.text ?? '',
    own,
    codes: view === 'differing' ? codes : [],
  };
}

const codesOf = ({ themes, tones }: CodedComment): CommentCode[] =>
  (themes ?? []).flatMap((theme, place) => {
    const tone = tones?.[place];
    return tone ? [{ theme, tone }] : [];
  });
