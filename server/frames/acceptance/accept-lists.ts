import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';
import { openCampaignOf } from '../scope.ts';
import { board } from './board.ts';
import { decide } from './decide-on-list.ts';
import { whileOpen } from './sign-list.ts';

export interface AcceptedTogether {
  readonly campaignId: string;
  readonly agencyCodes: readonly string[];
  readonly staffId: string;
}

/**
 * Accepts several signed lists in one step, all or none. A list that is marked beside the others is not among
 * them: Home Affairs looks at it by itself.
 */
export async function acceptLists(
  deps: Deps,
  { campaignId, agencyCodes, staffId }: AcceptedTogether,
): Promise<{ accepted: number }> {
  await openCampaignOf(deps.db, campaignId, null);
  const chosen = new Set(agencyCodes);
  await deps.db.transaction().execute(async (trx) => {
    await whileOpen(trx, campaignId);
    const { agencies } = await board(trx, campaignId, null);
    const found = agencies.filter(({ agencyCode }) => chosen.has(agencyCode));
    if (found.length < chosen.size) throw problem('agency_not_found');
    const marked = found.filter(({ indicators }) => indicators.some(({ side }) => side !== null));
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
