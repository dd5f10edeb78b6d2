import type { Stage } from '#contract/stage.ts';

/**
 * Never before the count. By the day of erasure nobody may answer any more, so a campaign that was left
 * before it collected will never count and only keeps lists.
 */
export const holdsUntilCount = (stage: Stage): boolean => stage === 'collecting';
