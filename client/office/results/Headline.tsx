import type { Domain, Results } from '#contract/results.ts';
import { t } from '../../i18n.ts';
import { DistributionBar } from '../../ui/DistributionBar.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { percent, roundedShare, wholeNumber } from '../../ui/words.ts';
import { distributionWords } from './distribution.ts';
import { sentenceOf } from './FigureWords.tsx';
import type { ResultsModel, Shown, Withheld } from './results.ts';
import { figureOf, saying, totalNode } from './results.ts';
import { tierWords } from './tier.ts';

/** Key figure, range, n; what it is a share of; what it means beside the province. */
export function Headline(props: {
  readonly domain: Domain;
  readonly model: ResultsModel;
  readonly results: Results;
}) {
  const { domain, model, results } = props;
  const total = totalNode(results);
  const figure = figureOf(domain, total);
  const said = saying(figure);
  return (
    <section class="headline" aria-labelledby="headline">
      <h2 id="headline">{t('results.headline', { name: domain.name })}</h2>
      {typeof said === 'string' ? (
        <WithheldNotice withheld={said} results={results} />
      ) : (
        <Said said={said} domain={domain} model={model} total={total} />
      )}
      {figure?.distribution && typeof said !== 'string' && (
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
    <Notice kind="info" title={t(`results.${props.withheld}`)}>
      <p>
        {t(`results.${props.withheld}_why`, {
          k: props.results.method.disclosureThreshold,
        })}
      </p>
    </Notice>
  );
}

function Said(props: {
  readonly said: Shown;
  readonly domain: Domain;
  readonly model: ResultsModel;
  readonly total: string;
}) {
  const { said, domain, model, total } = props;
  const province = saying(figureOf(model.province.value, total));
  return (
    <>
      <p class="key-figure">{roundedShare(said.index, said.step)}</p>
      <p>
        {t('results.range', { low: percent(said.low, 0), high: percent(said.high, 0) })} ·{' '}
        {t('results.forms', { n: wholeNumber(said.respondents) })}
        {domain.responseRate !== null &&
          ` · ${t('results.response_rate', { share: percent(domain.responseRate, 0) })}`}
      </p>
      {domain.level === 'agency' && domain.tier && typeof province !== 'string' && (
        <p>
          {t('results.beside_province', {
            tier: tierWords(domain.tier),
            index: roundedShare(province.index, province.step),
            low: percent(province.low, 0),
            high: percent(province.high, 0),
          })}
        </p>
      )}
      <p>{t('results.share_of', { n: Math.round(100 * said.index) })}</p>
      <p>
        <strong>{sentenceOf(said)}</strong>
      </p>
    </>
  );
}
