import type { Results } from '#contract/results.ts';
import { t } from '../../i18n.ts';
import { DistributionBar } from '../../ui/DistributionBar.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { percent, roundedShare, wholeNumber } from '../../ui/words.ts';
import { sentenceOf } from './FigureWords.tsx';
import type { Said } from './figures.ts';
import { figureOf, placeIn, provinceOf, saying, totalOf } from './figures.ts';

/** The province's figure with its range and n, what it is a share of, and how the answers fall. */
export function Headline({ results }: { readonly results: Results }) {
  const figure = figureOf(provinceOf(results), totalOf(results));
  const said = saying(figure);
  return (
    <section class="headline" aria-labelledby="headline">
      <h2 id="headline">{t('results.headline', { name: placeIn(results.provinceName) })}</h2>
      {typeof said === 'string' ? (
        <Notice kind="info" title={t(`figure.${said}`)}>
          <p>{t(`figure.${said}_why`, { k: results.method.disclosureThreshold })}</p>
        </Notice>
      ) : (
        <Figure said={said} results={results} />
      )}
      {figure?.distribution && typeof said !== 'string' && (
        <Distribution shares={figure.distribution} />
      )}
    </section>
  );
}

function Figure({ said, results }: { readonly said: Said; readonly results: Results }) {
  const { invited, received } = results.counts;
  return (
    <>
      <p class="key-figure">{roundedShare(said.index, said.step)}</p>
      <p>
        {t('figure.range', { low: percent(said.low, 0), high: percent(said.high, 0) })} ·{' '}
        {t('figure.people', { n: wholeNumber(said.respondents) })}
        {invited > 0 && ` · ${t('figure.rate', { share: percent(received / invited, 0) })}`}
      </p>
      <p>{t('figure.share_of', { n: Math.round(100 * said.index) })}</p>
      <p class="said">{sentenceOf(said)}</p>
    </>
  );
}

function Distribution({ shares }: { readonly shares: readonly number[] }) {
  const label = (position: number) => t(`scale.${position + 1}`);
  const sentence = shares
    .map((share, position) => `${label(position)}: ${percent(share, 0)}`)
    .join('; ');
  return (
    <>
      <DistributionBar shares={shares} sentence={sentence} />
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
