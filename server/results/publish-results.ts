import { createHash } from 'node:crypto';
import { record } from '../db/activity.ts';
import { sealJournal } from '../db/journal-chain.ts';
import { secondPersonOf, withSecondPerson } from '../db/second-person.ts';
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
  const publishedAt = now();
  const asking = { campaignId, act: 'publish', request: {}, staffId: by } as const;
  const sha256 = await withSecondPerson({ db, now }, asking, (confirm) =>
    db.transaction().execute(async (trx) => {
      await advance(trx, campaignId, 'closed', 'published');
      await confirm(trx);
      const results = JSON.stringify({
        ...settled,
        ...(journal && { journal: { position: journal.position, sha256: journal.sha256 } }),
        secondPerson: await secondPersonOf(trx, campaignId, (settled.counts.voided ?? 0) > 0),
      });
      const hash = createHash('sha256').update(results).digest('hex');
      await trx
        .insertInto('publication')
        .values({ campaignId, results, sha256: hash, publishedAt, publishedBy: by })
        .execute();
      const details = { sha256: hash };
      const act = 'results_published';
      await record(trx, { at: publishedAt, staffId: by, act, campaignId, details });
      return hash;
    }),
  );
  return { publishedAt: publishedAt.toISOString(), sha256 };
}
