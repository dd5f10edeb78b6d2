import type { Db } from '../../db/database.ts';
import { holdOpenFrame } from '../../db/hold-campaign.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';
import { comparisonsOf } from '../completeness/compare-sources.ts';
import { openCampaignOf } from '../scope.ts';
import { board } from './board.ts';
import { decide } from './decide-on-list.ts';

export interface AcceptedTogether {
  readonly campaignId: string;
  readonly agencyCodes: readonly string[];
  readonly staffId: string;
}

/**
 * Accepts several signed lists in one step, all or none. A list that is marked beside the others, by a second source or
 * by the random check of the register is not among them: Home Affairs looks at it by itself.
 */
export async function acceptLists(
  deps: Deps,
  { campaignId, agencyCodes, staffId }: AcceptedTogether,
): Promise<{ accepted: number }> {
  await openCampaignOf(deps.db, campaignId, null);
  const chosen = new Set(agencyCodes);
  await deps.db.transaction().execute(async (trx) => {
    await holdOpenFrame(trx, campaignId);
    const { agencies } = await board(trx, campaignId, null);
    const found = agencies.filter(({ agencyCode }) => chosen.has(agencyCode));
    if (found.length < chosen.size) throw problem('agency_not_found');
    const asked = await askedBySources(trx, campaignId);
    const marked = found.filter(
      ({ agencyCode, indicators, check }) =>
        asked.has(agencyCode) ||
        (check?.absent ?? 0) > 0 ||
        indicators.some(({ side }) => side !== null),
    );
    if (marked.length > 0)
      throw problem('lists_marked', {
        count: marked.length,
        names: marked.slice(0, 3).map(({ agencyName }) => agencyName),
      });
    const decision = { kind: 'accepted', note: null } as const;
    for (const agencyCode of chosen)
      await decide(trx, deps.now(), { campaignId, agencyCode, staffId, ...decision });
  });
  return { accepted: chosen.size };
}

/** Agencies of whose list a second source lets too much be missing. */
async function askedBySources(db: Db, campaignId: string): Promise<ReadonlySet<string>> {
  const comparisons = await comparisonsOf(db, campaignId, null);
  return new Set(
    comparisons.filter(({ standsOut }) => standsOut).map(({ agencyCode }) => agencyCode),
  );
}
