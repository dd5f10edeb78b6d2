import type { Figure } from '#contract/results.ts';
import { t } from '../../i18n.ts';
import { percent, roundedShare, wholeNumber } from '../../ui/words.ts';
import type { Said } from './figures.ts';
import { saying } from './figures.ts';

/** The only way a percentage is printed: with its mark when it is withheld or must be read with care. */
export function FigureValue({ figure }: { readonly figure: Figure | undefined }) {
  const said = saying(figure);
  if (typeof said === 'string') return <em class="withheld">{t(`figure.${said}`)}</em>;
  return (
    <>
      {roundedShare(said.index, said.step)}
      {said.isFlagged && <sup title={t('figure.flagged')}>*</sup>}
    </>
  );
}

const whole = (share: number) => percent(share, 0).replace('%', '');

/** 71–91 of a table. */
export function rangeOf(figure: Figure | undefined): string {
  const said = saying(figure);
  return typeof said === 'string' ? '' : `${whole(said.low)}–${whole(said.high)}`;
}

export const countOf = (figure: Figure | undefined): string =>
  figure && figure.respondents !== null ? wholeNumber(figure.respondents) : '';

export const sentenceOf = (said: Said): string =>
  t('figure.sentence', {
    n: wholeNumber(said.respondents),
    low: percent(said.low, 0),
    high: percent(said.high, 0),
  });
