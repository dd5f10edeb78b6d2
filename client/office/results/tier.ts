import type { TIERS } from '#contract/results.ts';
import { t } from '../../i18n.ts';

const MARKS = { higher: '▲', not_different: '●', lower: '▼' } as const;

/** Shape and word carry the tier; colour only repeats it. */
export const tierWords = (tier: (typeof TIERS)[number]): string =>
  `${MARKS[tier]} ${t(`results.tier.${tier}`)}`;
