import type { GroupFigure } from '#contract/tabulation.ts';
import type { Json, Moment } from './column-types.ts';

/** The sealed box, what the count stored, and what was published. */
export interface ResponsesTables {
  ballot: {
    id: string;
    campaignId: string;
    sealed: Buffer;
    batchId: string | null;
    voidingId: string | null;
  };
  response: {
    id: string;
    campaignId: string;
    stratum: string;
  };
  answer: { responseId: string; question: string; value: number };
  responseStratum: {
    campaignId: string;
    code: string;
    agencyCode: string | null;
    fieldCode: string | null;
  };
  responseStratumMember: { campaignId: string; stratum: string; responseStratum: string };
  groupFigure: { campaignId: string } & GroupFigure;
  withheldCells: { campaignId: string; cells: Json<unknown> };
  fieldFigure: { campaignId: string; fieldCode: string; node: string; figure: Json<unknown> };
  burstSign: { campaignId: string; agencyCode: string; day: string; answers: number };
  comment: { id: string; campaignId: string; agencyCode: string | null; text: string };
  commentReview: {
    commentId: string;
    campaignId: string;
    agencyCode: string | null;
    state: 'released' | 'withheld';
    masked: string | null;
    decidedAt: Moment;
    decidedBy: string;
  };
  /** The province where there is no agency; totals only. */
  paradata: {
    campaignId: string;
    agencyCode: string | null;
    measure: string;
    responses: number;
    total: number;
  };
  publication: {
    campaignId: string;
    results: string;
    sha256: string;
    publishedAt: Moment;
    publishedBy: string;
  };
}
