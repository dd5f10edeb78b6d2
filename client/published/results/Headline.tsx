import type { Results } from '#contract/results.ts';
import { t } from '../../i18n.ts';
import { CoverageNote } from '../../ui/CoverageNote.tsx';
import { DistributionBar } from '../../ui/DistributionBar.tsx';
import { distributionWords, sentenceOf } from '../../ui/FigureWords.tsx';
import type { ShownFigure } from '../../ui/figures.ts';
import { figureOf, figureWords, provinceOf, totalNode } from '../../ui/figures.ts';
import { Notice } from '../../ui/Notice.tsx';
import { inText, percent, roundedShare, wholeNumber } from '../../ui/words.ts';

/** The province's figure with its range and n, what it is a share of, and how the answers fall. */
export function Headline({ results }: { readonly results: Results }) {
  const figure = figureOf(provinceOf(results), totalNode(results));
  const words = figureWords(figure);
  return (
    <section class="headline" aria-labelledby="headline">
      <h2 id="headline">{t('results.headline', { name: inText(results.provinceName) })}</h2>
      <CoverageNote results={results} />
      {typeof words === 'string' ? (
        <Notice kind="info" title={t(`figure.${words}`)}>
          <p>{t(`figure.${words}_why`, { k: results.method.disclosureThreshold })}</p>
        </Notice>
      ) : (
        <Figure words={words} results={results} />
      )}
      {figure?.distribution && typeof words !== 'string' && (
        <Distribution shares={figure.distribution} />
      )}
    </section>
  );
}

function Figure({ words, results }: { readonly words: ShownFigure; readonly results: Results }) {
  const { invited, received, eligible = invited } = results.counts;
  return (
    <>
      <p class="key-figure">{roundedShare(words.index, words.step)}</p>
      <p>
        {t('figure.range', { low: percent(words.low, 0), high: percent(words.high, 0) })} ·{' '}
        {t('figure.people', { n: wholeNumber(words.respondents) })}
        {eligible > 0 && ` · ${t('figure.rate', { share: percent(received / eligible, 0) })}`}
      </p>
      <p>{t('figure.share_of', { n: Math.round(100 * words.index) })}</p>
      <p class="figure-sentence">{sentenceOf(words)}</p>
    </>
  );
}

function Distribution({ shares }: { readonly shares: readonly number[] }) {
  const label = (position: number) => t(`scale.${position + 1}`);
  return (
    <>
      <DistributionBar shares={shares} sentence={distributionWords(shares)} />
      <p class="key">
        {shares.map((_, position) => (
          <span key={label(position)} data-value={position + 1}>
            {label(position)}
          </span>
        ))}
      </p>
    </>
  );
}
