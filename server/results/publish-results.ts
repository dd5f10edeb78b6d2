import { createHash } from 'node:crypto';
import { record } from '../db/activity.ts';
import { sealJournal } from '../db/journal-chain.ts';
import { advance, campaignAt } from '../db/stage.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import type { ResultsOf } from './closed-results.ts';

/** So many of what would follow are named in a refusal. */
const NAMED = 20;

/** Fixes the figures as they are: from here on the stored text is the publication, not the tables. */
export async function publishResults(
  { db, now }: Deps,
  by: string,
  campaignId: string,
  resultsOf: ResultsOf,
) {
  const { stage } = await campaignAt(db, campaignId);
  if (stage === 'published') throw problem('results_published');
  const settled = await resultsOf(campaignId);
  const exposed = settled.disclosure?.exposed ?? [];
  if (exposed.length > 0)
    throw problem('suppression_impossible', { cells: exposed.slice(0, NAMED).join('; ') });
  const journal = await sealJournal(db, now());
  const results = JSON.stringify({
    ...settled,
    ...(journal && { journal: { position: journal.position, sha256: journal.sha256 } }),
  });
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
