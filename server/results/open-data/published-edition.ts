import type { Results } from '#contract/results.ts';

/** A publication: the figures as read, the very text that was fixed, and its hash. */
export interface PublishedEdition {
  readonly results: Results;
  readonly text: string;
  readonly sha256: string;
  readonly publishedAt: string;
}
