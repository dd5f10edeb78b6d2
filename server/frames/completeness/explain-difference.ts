import { record } from '../../db/activity.ts';
import { holdOpenFrame } from '../../db/hold-campaign.ts';
import type { Deps } from '../../deps.ts';
import { openCampaignOf } from '../scope.ts';
import { completenessOf } from './completeness.ts';
import { unexplainedBy } from './totals.ts';

export interface Explaining {
  readonly campaignId: string;
  readonly agencyCode: string;
  readonly staffId: string;
  readonly about: 'gaps' | 'totals' | 'changes';
  readonly note: string;
}

/** Keeps why numbers are missing or totals differ, and how many there were when it was said. */
export async function explainDifference(deps: Deps, explaining: Explaining): Promise<void> {
  const { campaignId, agencyCode, staffId, about, note } = explaining;
  await openCampaignOf(deps.db, campaignId, agencyCode);
  const found = await completenessOf(deps.db, campaignId, agencyCode);
  const explained = {
    gaps: found.gaps.missing,
    totals: unexplainedBy(found.totals.statements),
    changes: Math.max(found.change?.renamed ?? 0, found.change?.rephoned ?? 0),
  }[about];
  await deps.db.transaction().execute(async (trx) => {
    await holdOpenFrame(trx, campaignId);
    const notedAt = deps.now();
    const explanation = { explained, note, notedAt: notedAt, notedBy: staffId };
    await trx
      .insertInto('completenessNote')
      .values({ campaignId, agencyCode, about, ...explanation })
      .onConflict((conflict) =>
        conflict.columns(['campaignId', 'agencyCode', 'about']).doUpdateSet(explanation),
      )
      .execute();
    const details = { agency: agencyCode, about, explained };
    await record(trx, { at: notedAt, staffId, act: 'difference_explained', campaignId, details });
  });
}
