import type { Withheld } from '#contract/figure-words.ts';
import type { Domain, Figure } from '#contract/figures.ts';
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
import type { ResultsModel } from './results.ts';

/** Key figure, range, n; what it is a share of; what it means beside the province. */
export function Headline(props: {
  readonly domain: Domain;
  readonly model: ResultsModel;
  readonly results: Results;
}) {
  const { domain, model, results } = props;
  const total = totalNode(results);
  const figure = figureOf(domain, total);
  const words = figureWords(figure);
  return (
    <section class="headline" aria-labelledby="headline">
      <h2 id="headline">{t('results.headline', { name: inText(domain.name) })}</h2>
      {domain.level === 'province' && <CoverageNote results={results} />}
      {domain.level === 'province' && <LeastRespondentsNote method={results.method} />}
      {typeof words === 'string' ? (
        <WithheldNotice withheld={words} results={results} />
      ) : (
        <Figures words={words} tier={figure?.tier} domain={domain} model={model} total={total} />
      )}
      {figure?.distribution && typeof words !== 'string' && (
        <DistributionBar
          shares={figure.distribution}
          sentence={distributionWords(figure.distribution)}
        />
      )}
    </section>
  );
}

function WithheldNotice(props: { readonly withheld: Withheld; readonly results: Results }) {
  return (
    <Notice kind="info" title={t(`figure.${props.withheld}`)}>
      <p>
        {t(`figure.${props.withheld}_why`, {
          k: props.results.method.disclosureThreshold,
        })}
      </p>
    </Notice>
  );
}

function Figures(props: {
  readonly words: ShownFigure;
  readonly tier: Figure['tier'] | undefined;
  readonly domain: Domain;
  readonly model: ResultsModel;
  readonly total: string;
}) {
  const { words, tier, domain, model, total } = props;
  const province = figureWords(figureOf(model.province.value, total));
  return (
    <>
      <p class="key-figure">{roundedShare(words.index, words.step)}</p>
      <p>
        {rangeSentence('results.range', words)} ·{' '}
        {t('results.forms', { n: wholeNumber(words.respondents) })}
        {domain.responseRate !== null &&
          ` · ${t('results.response_rate', { share: percent(domain.responseRate, 0) })}`}
      </p>
      {tier && typeof province !== 'string' && (
        <p>
          {t('results.beside_province', {
            tier: t(`tier.${tier}`),
            index: roundedShare(province.index, province.step),
            low: percent(province.low, 0),
            high: percent(province.high, 0),
          })}
        </p>
      )}
      <p>{t('results.share_of', { n: Math.round(100 * words.index) })}</p>
      <p>
        <strong>{sentenceOf(words)}</strong>
      </p>
    </>
  );
}
