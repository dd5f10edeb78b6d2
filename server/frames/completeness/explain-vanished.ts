import type { VanishingReason } from '#contract/vanished-dossiers.ts';
import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import { holdOpenFrame } from '../../db/hold-campaign.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';
import { openCampaignOf } from '../scope.ts';
import { vanishedCounts, vanishedOf } from './vanished.ts';

export interface Explanation {
  readonly campaignId: string;
  readonly agencyCode: string;
  readonly staffId: string;
  /** Some dossiers by their codes, or all that have no reason yet. */
  readonly codes: 'all' | readonly string[];
  readonly reason: VanishingReason;
  readonly note: string | null;
}

/** Why dossiers of the earlier list are not in this one; who said it is kept with it. */
export async function explainVanished(deps: Deps, explanation: Explanation) {
  const { campaignId, agencyCode, staffId, codes, reason, note } = explanation;
  if (reason === 'other' && !note) throw problem('reason_needs_note');
  await openCampaignOf(deps.db, campaignId, agencyCode);
  if (reason === 'entered_twice' && !note) await refuseWithoutTwin(deps.db, explanation);
  return deps.db.transaction().execute(async (trx) => {
    await holdOpenFrame(trx, campaignId);
    const explainedAt = deps.now();
    const meant = vanishedOf(trx, campaignId, agencyCode)
      .select('vanishedDossier.fileId')
      .$if(codes === 'all', (query) => query.where('reason', 'is', null));
    const done = await trx
      .updateTable('vanishedDossier')
      .set({ reason, note, explainedAt: explainedAt, explainedBy: staffId })
      .where('agencyCode', '=', agencyCode)
      .where('fileId', 'in', meant)
      .where((where) =>
        codes === 'all' ? where('reason', 'is', null) : where('code', 'in', codes as string[]),
      )
      .executeTakeFirst();
    const explained = Number(done.numUpdatedRows);
    const details = { agency: agencyCode, reason, dossiers: explained };
    await record(trx, { at: explainedAt, staffId, act: 'vanished_explained', campaignId, details });
    const { unexplained } = await vanishedCounts(trx, campaignId, agencyCode);
    return { explained, unexplained };
  });
}

/** Entered twice means that the other entry is in the list. Where it is not, the reason is in words of one's own. */
async function refuseWithoutTwin(db: Db, explanation: Explanation): Promise<void> {
  const { campaignId, agencyCode, codes } = explanation;
  const { count } = await vanishedOf(db, campaignId, agencyCode)
    .select((dossiers) => dossiers.fn.countAll<number>().as('count'))
    .where('hasTwin', '=', false)
    .where((where) =>
      codes === 'all'
        ? where('reason', 'is', null)
        : where('vanishedDossier.code', 'in', codes as string[]),
    )
    .executeTakeFirstOrThrow();
  if (count > 0) throw problem('twin_absent', { count });
}
