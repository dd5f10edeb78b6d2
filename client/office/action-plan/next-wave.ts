import type { ActionItem } from '#contract/action-plan.ts';
import type { Change, Changes } from '#contract/changes.ts';
import { getPublishedChanges } from '#contract/changes.ts';
import { listPublished } from '#contract/published.ts';
import { call } from '../../api.ts';
import { createLoaded } from '../../ui/loaded.ts';
import type { PageContext } from '../page/page-context.ts';

type Campaign = PageContext['campaign'];

/** The changes of the next published round against this one; null until there is one. */
export const createNextWave = (campaign: Campaign) =>
  createLoaded(async (): Promise<Changes | null> => {
    const { campaigns } = await call(listPublished, {});
    const later = campaigns
      .filter(({ publishedAt, year, provinceName }) => {
        const isLater = publishedAt !== null && year > campaign.year;
        return isLater && provinceName === campaign.provinceName;
      })
      .sort((first, second) => first.year - second.year);
    for (const { campaignId } of later) {
      const changes = await call(getPublishedChanges, { params: { campaignId } });
      if (changes.earlier?.campaignId === campaign.id) return changes;
    }
    return null;
  });

/**
 * The figure from which a duty came, in the next round; undefined where the rounds have no such pair. An agency that was
 * merged since has the figure of several: it closes the duty of none.
 */
export const changeOfDuty = (
  { nodeCode, figureAgency }: Pick<ActionItem, 'nodeCode' | 'figureAgency'>,
  { changes }: Changes,
): Change | undefined =>
  changes.find(
    ({ earlierNode, agencyCode, joined }) =>
      earlierNode === nodeCode && agencyCode === figureAgency && joined.length === 0,
  );
