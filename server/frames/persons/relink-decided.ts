import type { Db } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { relinkAgency } from './relink-agency.ts';

/** Agencies whose list has come into force anew and of whose dossiers somebody has decided: the list was read without it. */
export async function relinkDecided(
  trx: Db,
  deps: Pick<Deps, 'secrets'>,
  campaignId: string,
  agencies: readonly string[],
): Promise<void> {
  const decided = await trx
    .selectFrom('pairDecision')
    .select('agencyCode')
    .distinct()
    .where('campaignId', '=', campaignId)
    .execute();
  for (const { agencyCode } of decided)
    if (agencies.includes(agencyCode)) await relinkAgency(trx, deps, campaignId, agencyCode);
}
