import { rangeKey } from '#contract/figure-words.ts';
import type { Figure } from '#contract/figures.ts';
import { t } from '../i18n.ts';
import type { ShownFigure } from './figures.ts';
import { figureWords } from './figures.ts';
import { KeySign } from './KeySign.tsx';
import { percent, roundedShare, wholeNumber } from './words.ts';

/** A percentage with its mark, or the word in its place. */
export function FigureValue({ figure }: { readonly figure: Figure | undefined }) {
  const words = figureWords(figure);
  if (typeof words === 'string') return <em class="withheld">{t(`figure.${words}`)}</em>;
  return (
    <>
      {roundedShare(words.index, words.step)}
      {words.isFlagged && <sup title={t('figure.flagged')}>*</sup>}
    </>
  );
}

/** 71–91 of a table. */
export function rangeWords(figure: Figure | undefined): string {
  const words = figureWords(figure);
  if (typeof words === 'string') return '';
  return [...new Set([whole(words.low), whole(words.high)])].join('–');
}

const whole = (share: number): string => percent(share, 0).replace('%', '');

export const respondentsOf = (figure: Figure | undefined): string =>
  figure && figure.respondents !== null ? wholeNumber(figure.respondents) : '';

export const sentenceOf = ({ respondents, low, high }: ShownFigure): string =>
  rangeSentence('figure.sentence', { low, high }, { n: wholeNumber(respondents) });

/** A sentence with the range in whole percent. */
export function rangeSentence(
  key: string,
  range: { readonly low: number; readonly high: number },
  values: Readonly<Record<string, string>> = {},
): string {
  const [low, high] = [percent(range.low, 0), percent(range.high, 0)];
  return t(rangeKey(key, low, high), { ...values, low, high });
}

/** The five shares of a distribution, for readers who do not see the bar. */
export const distributionWords = (shares: readonly number[]): string =>
  shares.map((share, position) => `${t(`scale.${position + 1}`)}: ${percent(share, 0)}`).join('; ');

/**
 * Of an agency's figure beside the province's on the same node; a figure that is not told has none. Shape and word
 * carry the tier; colour only repeats it.
 */
export const Mark = ({ figure }: { readonly figure: Figure | undefined }) =>
  figure?.tier ? (
    <span class="tier">
      <KeySign mark={figure.tier} /> {t(`tier.${figure.tier}`)}
    </span>
  ) : null;
