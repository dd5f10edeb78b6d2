import { createHash } from 'node:crypto';
import { Results } from '#contract/results.ts';
import { record } from '../db/activity.ts';
import { advance, campaignAt } from '../db/stage.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import type { ResultsOf } from './closed-results.ts';
import { findPublication } from './queries.ts';

/** Fixes the figures as they are: from here on the stored text is the publication, not the tables. */
export async function publishResults(
  { db, now }: Deps,
  by: string,
  campaignId: string,
  resultsOf: ResultsOf,
) {
  const { stage } = await campaignAt(db, campaignId);
  if (stage === 'published') throw problem('results_published');
  const results = JSON.stringify(await resultsOf(campaignId));
  const sha256 = createHash('sha256').update(results).digest('hex');
  const publishedAt = now();
  await db.transaction().execute(async (trx) => {
    await advance(trx, campaignId, 'closed', 'published');
    await trx
      .insertInto('publication')
      .values({ campaignId, results, sha256, publishedAt, publishedBy: by })
      .execute();
    const details = { sha256 };
    await record(trx, {
      at: publishedAt,
      staffId: by,
      act: 'results_published',
      campaignId,
      details,
    });
  });
  return { publishedAt: publishedAt.toISOString(), sha256 };
}

type Publication = { results: Results; sha256: string; publishedAt: string };

/** Several megabytes that never change: read and parsed once, however many people look. */
export function publications({ db }: Deps): (campaignId: string) => Promise<Publication> {
  const read = new Map<string, Publication>();
  return async (campaignId) => {
    const known = read.get(campaignId);
    if (known) return known;
    const publication = await findPublication(db, campaignId);
    if (!publication) throw problem('not_published');
    const { sha256, publishedAt } = publication;
    const results = Results.parse(JSON.parse(publication.results));
    const published = { results, sha256, publishedAt: publishedAt.toISOString() };
    read.set(campaignId, published);
    return published;
  };
}
