import type { Results } from '#contract/results.ts';
import { campaignAt } from '../db/stage.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import { settleResults } from './settle-results.ts';

export type ResultsOf = (campaignId: string) => Promise<Results>;

/** Answers never change after the closing, so each campaign is computed once while the server runs. */
export function closedResults({ db }: Deps): ResultsOf {
  const computed = new Map<string, Promise<Results>>();
  return async (campaignId) => {
    const campaign = await campaignAt(db, campaignId);
    if (campaign.stage !== 'closed' && campaign.stage !== 'published')
      throw problem('results_not_ready', { stage: campaign.stage });
    let results = computed.get(campaignId);
    if (!results) {
      results = settleResults(db, campaign);
      computed.set(campaignId, results);
      results.catch(() => computed.delete(campaignId));
    }
    return results;
  };
}
