import * as z from 'zod/mini';
import { endpoint, WITNESSES } from './endpoint.ts';
import { AgencyCode, CampaignParams, Count, Id } from './scalars.ts';

/** The five factors of SIPAS (domain.md 2.1), what is paid, and all else. */
export const COMMENT_THEMES = [
  'access',
  'procedure',
  'officials',
  'result',
  'feedback',
  'fees',
  'other',
] as const;
export const CommentTheme = z.enum(COMMENT_THEMES);
export type CommentTheme = z.output<typeof CommentTheme>;
export const COMMENT_TONES = ['complaint', 'suggestion', 'praise'] as const;
export const CommentTone = z.enum(COMMENT_TONES);
export type CommentTone = z.output<typeof CommentTone>;
export const CommentCode = z.object({ theme: CommentTheme, tone: CommentTone });
export type CommentCode = z.output<typeof CommentCode>;

const CommentParams = z.object({ ...CampaignParams.shape, commentId: Id });

export const codeComment = endpoint({
  method: 'PUT',
  path: '/api/campaigns/:campaignId/comments/:commentId/code',
  access: ['home_affairs'],
  summary: "One coder's theme and tone of a comment; a second coder does not see them",
  params: CommentParams,
  body: CommentCode,
  reply: z.object({}),
});

export const settleComment = endpoint({
  method: 'PUT',
  path: '/api/campaigns/:campaignId/comments/:commentId/theme',
  access: ['home_affairs'],
  summary: 'What counts where the two coders of a comment differ',
  params: CommentParams,
  body: CommentCode,
  reply: z.object({}),
});

export const ToCode = z.object({
  id: Id,
  /** As written; as masked once personal data have been erased. */
  text: z.string(),
  /** The caller's own. */
  own: z.nullable(CommentCode),
});
export type ToCode = z.output<typeof ToCode>;

export const CODING_VIEWS = ['uncoded', 'second', 'own', 'differing'] as const;
export const CodingView = z.enum(CODING_VIEWS);
export type CodingView = z.output<typeof CodingView>;

export const listCoding = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/comment-coding',
  access: ['home_affairs'],
  summary:
    'Comments to code: by nobody yet, by one other coder, by the caller, or differently by two; the reading is recorded',
  params: CampaignParams,
  query: z.object({ view: z._default(CodingView, 'uncoded') }),
  reply: z.object({
    comments: z.array(
      z.extend(ToCode, {
        /** Where two differ: both, without who. */
        codes: z.array(CommentCode),
      }),
    ),
    counts: z.record(CodingView, Count),
  }),
});

const Agreement = z.object({
  observed: z.number(),
  kappa: z.nullable(z.number()),
  interval: z.nullable(z.tuple([z.number(), z.number()])),
});

const Shares = z.object({
  agencyCode: z.nullable(AgencyCode),
  agencyName: z.nullable(z.string()),
  comments: Count,
  /** Whole percent by theme; null is withheld. */
  percents: z.record(z.string(), z.nullable(z.number())),
});
export type ThemeSharesOfAgency = z.output<typeof Shares>;

export const getCommentThemes = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/comment-themes',
  access: WITNESSES,
  summary:
    'Shares of themes among coded comments, for province and agencies, where no few people follow; agreement of two coders',
  params: CampaignParams,
  reply: z.object({
    coded: Count,
    twice: Count,
    agreement: z.nullable(z.object({ theme: Agreement, tone: Agreement })),
    themes: z.array(z.string()),
    province: z.nullable(Shares),
    agencies: z.array(Shares),
  }),
});

export const proposeQuote = endpoint({
  method: 'PUT',
  path: '/api/campaigns/:campaignId/comments/:commentId/quote',
  access: ['home_affairs'],
  summary:
    'Propose a released comment for quoting in public, or approve what another person has proposed',
  params: CommentParams,
  body: z.object({ decision: z.enum(['propose', 'approve', 'withdraw']) }),
  reply: z.object({}),
});

export const listQuotes = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/quotes',
  access: 'public',
  summary: 'Comments of a published round that two persons have approved for quoting, as masked',
  params: CampaignParams,
  reply: z.object({
    quotes: z.array(z.object({ agencyName: z.nullable(z.string()), text: z.string() })),
  }),
});
