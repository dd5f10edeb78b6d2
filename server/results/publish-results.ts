import { createHash } from 'node:crypto';
import type { PublishedRearrangements } from '#contract/rearrangements.ts';
import { record } from '../db/activity.ts';
import { holdProvince } from '../db/hold-province.ts';
import { sealJournal } from '../db/journal-chain.ts';
import { secondPersonOf, withSecondPerson } from '../db/second-person.ts';
import { advance, campaignAt } from '../db/stage.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import type { ResultsOf } from './closed-results.ts';
import { publishedRearrangements } from './rearrangements/publish-rearrangements.ts';

/** So many of what would follow are named in a refusal. */
const NAMED = 20;

/** Fixes the figures as they are: from here on the stored text is the publication, not the tables. */
export async function publishResults(
  { db, now }: Deps,
  by: string,
  campaignId: string,
  resultsOf: ResultsOf,
) {
  const { stage, provinceCode } = await campaignAt(db, campaignId);
  if (stage === 'published') throw problem('results_published');
  const settled = await resultsOf(campaignId);
  const exposed = settled.disclosure?.exposed ?? [];
  if (exposed.length > 0)
    throw problem('suppression_impossible', { cells: exposed.slice(0, NAMED).join('; ') });
  const declared = await publishedRearrangements(db, campaignId);
  const journal = await sealJournal(db, now());
  const words = wordsOf(declared);
  const request = words === '' ? {} : { rearrangements: words };
  const asking = { campaignId, act: 'publish', request, staffId: by } as const;
  return withSecondPerson({ db, now }, asking, (confirm) =>
    db.transaction().execute(async (trx) => {
      await advance(trx, campaignId, 'closed', 'published');
      // The row of the round is locked now: nothing is declared any more.
      const rearrangements = await publishedRearrangements(trx, campaignId);
      if (wordsOf(rearrangements) !== words) throw problem('rearrangements_changed_meanwhile');
      await holdProvince(trx, provinceCode);
      const publishedAt = now();
      await confirm(trx);
      const results = JSON.stringify({
        ...settled,
        ...(rearrangements && { rearrangements }),
        ...(journal && { journal: { position: journal.position, sha256: journal.sha256 } }),
        secondPerson: await secondPersonOf(trx, campaignId, (settled.counts.voided ?? 0) > 0),
      });
      const sha256 = sha256Of(results);
      await trx
        .insertInto('publication')
        .values({ campaignId, results, sha256, publishedAt, publishedBy: by })
        .execute();
      const details = { sha256 };
      const act = 'results_published';
      await record(trx, { at: publishedAt, staffId: by, act, campaignId, details });
      return { publishedAt: publishedAt.toISOString(), sha256 };
    }),
  );
}

const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');

/** All that is declared, in words: what a second person confirms. */
const wordsOf = (declared: PublishedRearrangements | undefined): string =>
  (declared?.agencies ?? [])
    .map(({ code, name, into, since, decree }) => {
      const successors = into.map((agency) => `${agency.name} (${agency.code})`).join(', ');
      return `${name} (${code}): nay thuộc ${successors}; từ ${since}, ${decree}`;
    })
    .join('\n');
