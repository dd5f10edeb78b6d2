import type { PublishedRearrangements } from '#contract/rearrangements.ts';
import type { Db } from '../../db/database.ts';
import { campaignAt } from '../../db/stage.ts';
import { problem } from '../../problem.ts';
import { declaredOf, roundBefore } from './rounds-compared.ts';

/**
 * What goes into the publication. Declared of another round than the one it is compared with (one was published
 * meanwhile), it would match agencies to the wrong ones: Home Affairs has to look at it again.
 */
export async function publishedRearrangements(
  db: Db,
  campaignId: string,
): Promise<PublishedRearrangements | undefined> {
  const declared = await declaredOf(db, campaignId);
  const [first] = declared;
  if (!first) return undefined;
  const before = await roundBefore(db, await campaignAt(db, campaignId));
  if (declared.some(({ earlierCampaignId }) => earlierCampaignId !== before?.campaignId))
    throw problem('rearrangements_of_another_round', { name: before?.campaignName ?? '' });
  return {
    earlierCampaignId: first.earlierCampaignId,
    agencies: declared.map(({ earlierCampaignId: _, ...agency }) => agency),
  };
}
