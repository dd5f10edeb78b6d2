import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { AgencyCode, CampaignAgencyParams, CampaignParams, Count, Id } from './scalars.ts';
import { text } from './written-text.ts';

/** Free text is never attached to fewer people than this (sampling.md §1c, disclosure rule 7). */
export const FEWEST_RESPONSES = 10;
const MOST_CHARACTERS = 4000;

export const listComments = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/comments/:agencyCode',
  access: ['home_affairs', 'agency'],
  summary:
    'Comments about an agency with ten or more responses that Home Affairs has masked and released, in random order',
  params: CampaignAgencyParams,
  reply: z.object({ comments: z.array(z.string()), responses: z.nullable(Count), minimum: Count }),
});

export const COMMENT_STATES = ['waiting', 'released', 'withheld'] as const;
export const CommentState = z.enum(COMMENT_STATES);
export type CommentState = z.output<typeof CommentState>;

export const MASK_KINDS = ['name', 'phone', 'number', 'dossier', 'place', 'address'] as const;
export type MaskKind = (typeof MASK_KINDS)[number];

export const CommentInReview = z.object({
  id: Id,
  /** Null: of an agency with few answers, whichever it is. */
  agencyCode: z.nullable(AgencyCode),
  agencyName: z.nullable(z.string()),
  state: CommentState,
  /** As written; null once personal data have been erased. */
  original: z.nullable(z.string()),
  /** What is suggested for masking, as places in the original. */
  suggested: z.array(z.object({ from: Count, to: Count, kind: z.enum(MASK_KINDS) })),
  /** Whether it may be quoted in public, and who has to act. */
  quote: z.nullable(z.enum(['proposed_by_you', 'proposed', 'approved'])),
  /** As released, or with everything masked that is suggested. */
  masked: z.nullable(z.string()),
});
export type CommentInReview = z.output<typeof CommentInReview>;

export const reviewComments = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/comments',
  access: ['home_affairs'],
  summary: 'Comments as written beside what is suggested for masking; the reading is recorded',
  params: CampaignParams,
  query: z.object({ state: z._default(CommentState, 'waiting') }),
  reply: z.object({
    /** Some of them, by random ids. */
    comments: z.array(CommentInReview),
    counts: z.record(CommentState, Count),
  }),
});

export const DECISIONS = ['release', 'withhold', 'reopen'] as const;

export const decideComment = endpoint({
  method: 'PUT',
  path: '/api/campaigns/:campaignId/comments/:commentId/decision',
  access: ['home_affairs'],
  summary: 'Release a comment as masked, withhold it, or take the decision back; recorded',
  params: z.object({ ...CampaignParams.shape, commentId: Id }),
  body: z.object({
    decision: z.enum(DECISIONS),
    /** What is released. */
    masked: z.optional(text(MOST_CHARACTERS, 1)),
  }),
  reply: z.object({}),
});
