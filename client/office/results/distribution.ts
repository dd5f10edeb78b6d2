import { t } from '../../i18n.ts';
import { percent } from '../../ui/words.ts';

/** The five shares in words, for whoever does not see the bar. */
export const distributionWords = (shares: readonly number[]): string =>
  shares
    .map((share, position) => `${t(`results.scale.${position + 1}`)}: ${percent(share, 0)}`)
    .join('; ');
