import { erasureDay } from '#contract/calendar.ts';
import type { Stage } from '#contract/campaigns.ts';
import type { CampaignRow } from '../db/schema.ts';

/** The day of the terms, or the last one to which it was put off. */
export function dueDay(campaign: CampaignRow, postponedTo: string | null): string {
  const termsDay = erasureDay(campaign);
  return postponedTo !== null && postponedTo > termsDay ? postponedTo : termsDay;
}

/**
 * Never before the count. By the day of erasure nobody may answer any more, so a campaign that was left
 * before it collected will never count and only keeps lists.
 */
export const holdsUntilCount = (stage: Stage): boolean => stage === 'collecting';
