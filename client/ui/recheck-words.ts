import type { RecheckedDoor } from '#contract/results.ts';
import { t } from '../i18n.ts';
import { wholeNumber } from './words.ts';

type Outcome = NonNullable<RecheckedDoor['least']>;

/** What was found at a door in one line; a number below the threshold is named as such. */
export function recheckWords(row: RecheckedDoor, threshold: number): string {
  const words = (outcome: Outcome): string => {
    const count = row[outcome];
    if (count === null) return fewWords(threshold);
    return row.least === outcome
      ? t('recheck.at_least', { n: wholeNumber(count) })
      : wholeNumber(count);
  };
  return t('recheck.door', {
    door: t(`mode.${row.door}`),
    drawn: wholeNumber(row.drawn),
    confirmed: words('confirmed'),
    contradicted: words('contradicted'),
    notReached: words('notReached'),
  });
}

/** Null: some, and fewer than the threshold. */
export const countWords = (count: number | null, threshold: number): string =>
  count === null ? fewWords(threshold) : wholeNumber(count);

const fewWords = (threshold: number): string => t('recheck.fewer', { k: threshold });
