import type { CommentTheme, CommentTone } from '#contract/comment-coding.ts';

/** What comments are about, and which may be quoted. */
export interface CommentCodesTables {
  commentCode: {
    commentId: string;
    coder: string;
    campaignId: string;
    agencyCode: string | null;
    theme: CommentTheme;
    tone: CommentTone;
  };
  commentTheme: {
    commentId: string;
    campaignId: string;
    theme: CommentTheme;
    tone: CommentTone;
    settledBy: string;
  };
  commentQuote: {
    commentId: string;
    campaignId: string;
    proposedBy: string;
    approvedBy: string | null;
  };
}
