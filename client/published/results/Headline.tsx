import type { ComponentChildren } from 'preact';
import type { Domain } from '#contract/figures.ts';
import { inText } from '#contract/place-names.ts';
import type { Results } from '#contract/results.ts';
import { t } from '../../i18n.ts';
import { CoverageNote } from '../../ui/CoverageNote.tsx';
import { DistributionBar } from '../../ui/DistributionBar.tsx';
import { distributionWords, rangeSentence, sentenceOf } from '../../ui/FigureWords.tsx';
import type { ShownFigure } from '../../ui/figures.ts';
import { figureOf, figureWords, totalNode } from '../../ui/figures.ts';
import { LeastRespondentsNote } from '../../ui/LeastRespondentsNote.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { percent, roundedShare, wholeNumber } from '../../ui/words.ts';
import { HOW } from '../page/addresses.ts';
import type { OfDomain } from './Factors.tsx';

/** The figure of a domain with its range, its n and the rate of response. */
export function Headline({
  results,
  domain,
  children,
}: OfDomain & { readonly children?: ComponentChildren }) {
  const figure = figureOf(domain, totalNode(results));
  const words = figureWords(figure);
  const isProvince = domain.level === 'province';
  return (
    <section class="headline" aria-labelledby="headline">
      <h2 id="headline">{t('results.headline', { name: inText(domain.name) })}</h2>
      {isProvince && results.coverage?.isEnough === false && <CoverageNote results={results} />}
      {isProvince && <LeastRespondentsNote method={results.method} />}
      {typeof words === 'string' ? (
        <Notice kind="info" title={t(`figure.${words}`)}>
          <p>{t(`figure.${words}_why`, { k: results.method.disclosureThreshold })}</p>
        </Notice>
      ) : (
        <Figure words={words} rate={rateOf(domain, results)} isProvince={isProvince} />
      )}
      {children}
    </section>
  );
}

/** What the figure is a share of, what it says of all people, and how the answers fall. */
export function HeadlineWords({ results, domain }: OfDomain) {
  const figure = figureOf(domain, totalNode(results));
  const words = figureWords(figure);
  if (typeof words === 'string') return null;
  return (
    <section class="headline">
      <p>{t('figure.share_of', { n: Math.round(100 * words.index) })}</p>
      <p class="figure-sentence">{sentenceOf(words)}</p>
      {domain.level === 'province' && results.coverage?.isEnough !== false && (
        <CoverageNote results={results} />
      )}
      {figure?.distribution && <Distribution shares={figure.distribution} />}
    </section>
  );
}

/** Of the province from the counts that the page shows, of an agency as it was published. */
function rateOf({ level, responseRate }: Domain, { counts }: Results): number | null {
  if (level !== 'province') return responseRate;
  const { invited, received, eligible = invited } = counts;
  return eligible > 0 ? received / eligible : null;
}

function Figure(props: {
  readonly words: ShownFigure;
  readonly rate: number | null;
  readonly isProvince: boolean;
}) {
  const { words, rate } = props;
  return (
    <div class="key-line">
      <p class="key-figure">{roundedShare(words.index, words.step)}</p>
      <p>
        {rangeSentence('figure.range', words)} ·{' '}
        {t('figure.people', { n: wholeNumber(words.respondents) })}
        {rate !== null && ` · ${t('figure.rate', { share: percent(rate, 0) })}`}
        {props.isProvince && (
          <>
            {' · '}
            <a href={`#${HOW}`}>{t('how.see')}</a>
          </>
        )}
      </p>
    </div>
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
