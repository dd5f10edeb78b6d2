import { record } from '../../db/activity.ts';
import { holdOpenFrame } from '../../db/hold-campaign.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';
import { openCampaignOf } from '../scope.ts';

export interface OfficialsStated {
  readonly campaignId: string;
  readonly agencies: readonly { readonly agencyCode: string; readonly officials: number }[];
  readonly staffId: string;
}

/** Home Affairs knows how many officials each agency has. */
export async function stateOfficials(deps: Deps, stated: OfficialsStated): Promise<void> {
  const { campaignId, agencies, staffId } = stated;
  await openCampaignOf(deps.db, campaignId, null);
  const codes = [...new Set(agencies.map(({ agencyCode }) => agencyCode))];
  await deps.db.transaction().execute(async (trx) => {
    await holdOpenFrame(trx, campaignId);
    const known = await trx
      .selectFrom('agency')
      .innerJoin('campaign', 'campaign.provinceCode', 'agency.provinceCode')
      .select('agency.code')
      .where('campaign.id', '=', campaignId)
      .where('agency.code', 'in', codes)
      .execute();
    if (known.length < codes.length) throw problem('agency_not_found');
    for (const { agencyCode, officials } of agencies) {
      const row = { officials, statedAt: deps.now(), statedBy: staffId };
      await trx
        .insertInto('officialCount')
        .values({ campaignId, agencyCode, ...row })
        .onConflict((conflict) => conflict.columns(['campaignId', 'agencyCode']).doUpdateSet(row))
        .execute();
    }
    const details = { count: agencies.length };
    await record(trx, { at: deps.now(), staffId, act: 'officials_stated', campaignId, details });
  });
}
