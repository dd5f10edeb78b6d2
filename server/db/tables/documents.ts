import type { WordingPart } from '#contract/documents.ts';
import type { Moment } from './column-types.ts';

/** Words of documents that an office writes itself. */
export interface DocumentsTables {
  documentWording: {
    campaignId: string;
    part: WordingPart;
    text: string;
    changedAt: Moment;
    changedBy: string;
  };
}
