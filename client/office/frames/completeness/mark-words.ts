import type { Indicator } from '#contract/completeness.ts';
import { t } from '../../../i18n.ts';
import { percent, wholeNumber } from '../../../ui/words.ts';

/** Why an agency is marked, in one sentence. */
export const markWords = ({ name, side, share, expected, cases }: Indicator): string =>
  t(`indicator.${name}.${side ?? 'low'}`, {
    n: wholeNumber(cases),
    share: percent(share ?? 0),
    expected: percent(expected),
  });
