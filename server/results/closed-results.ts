import type { Results } from '#contract/results.ts';
import type { Db } from '../db/database.ts';
import { campaignAt } from '../db/stage.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import { findPublication } from './publications.ts';
import { readEdition } from './read-edition.ts';
import type { settleResults } from './settle-results.ts';

export type ResultsOf = (campaignId: string) => Promise<Results>;

/**
 * Answers never change after the closing, so each campaign is computed once while the server runs. What is published is
 * read as it was fixed: after a restart the audit of a province took minutes again before anybody saw the results.
 */
export function closedResults({ db }: Deps): ResultsOf {
  const computed = new Map<string, Promise<Results>>();
  return async (campaignId) => {
    const campaign = await campaignAt(db, campaignId);
    if (campaign.stage !== 'closed' && campaign.stage !== 'published')
      throw problem('results_not_ready', { stage: campaign.stage });
    let results = computed.get(campaignId);
    if (!results) {
      results = campaign.stage === 'published' ? stored(db, campaignId) : settled(db, campaign);
      computed.set(campaignId, results);
      results.catch(() => computed.delete(campaignId));
    }
    return results;
  };
}

/** What settles and audits results is loaded by the first round that is closed: 46 of the 1,638 modules of a start. */
async function settled(...given: Parameters<typeof settleResults>): Promise<Results> {
  const loaded = await import('./settle-results.ts');
  return loaded.settleResults(...given);
}

async function stored(db: Db, campaignId: string): Promise<Results> {
  const publication = await findPublication(db, campaignId);
  if (!publication) throw problem('not_published');
  return readEdition(publication.results);
}
