import type { Figure } from '#contract/results.ts';
import { t } from '../../i18n.ts';
import { percent, roundedShare, wholeNumber } from '../../ui/words.ts';
import type { Shown } from './results.ts';
import { saying } from './results.ts';

/** The only way a percentage is printed: with its mark when it is withheld. */
export function FigureValue({ figure }: { readonly figure: Figure | undefined }) {
  const said = saying(figure);
  if (typeof said === 'string') return <em class="withheld">{t(`results.${said}`)}</em>;
  return (
    <>
      {roundedShare(said.index, said.step)}
      {said.isFlagged && <sup title={t('results.flagged')}>*</sup>}
    </>
  );
}

/** 71–91 of a table. */
export const rangeWords = (figure: Figure | undefined): string => {
  const said = saying(figure);
  if (typeof said === 'string') return '';
  return `${whole(said.low)}–${whole(said.high)}`;
};

const whole = (share: number): string => percent(share, 0).replace('%', '');

export const sentenceOf = (said: Shown): string =>
  t('results.sentence', {
    n: wholeNumber(said.respondents),
    low: percent(said.low, 0),
    high: percent(said.high, 0),
  });
