import type { Domain } from '#contract/figures.ts';
import { inText } from '#contract/place-names.ts';
import { getPublishedAgency } from '#contract/published.ts';
import type { Results } from '#contract/results.ts';
import { call } from '../../api.ts';
import { t } from '../../i18n.ts';
import { ChangesSince, useChanges } from '../../ui/ChangesSince.tsx';
import { FigureValue, Mark, rangeWords, respondentsOf } from '../../ui/FigureWords.tsx';
import { figureOf, figureWords, nodeLabel, provinceOf, totalNode } from '../../ui/figures.ts';
import { NeighbourFigures } from '../../ui/NeighbourFigures.tsx';
import { rankWords } from '../../ui/RankWords.tsx';
import { Table } from '../../ui/Table.tsx';
import { moment, spokenHash } from '../../ui/words.ts';
import { YearsSection } from '../../ui/YearsSection.tsx';
import { resultsPath } from '../page/addresses.ts';
import { Loading } from '../page/Loading.tsx';
import type { OfDomain } from './Factors.tsx';
import { Factors } from './Factors.tsx';
import { Headline, HeadlineWords } from './Headline.tsx';

type Published = Awaited<ReturnType<typeof read>>;
const read = (campaignId: string, agencyCode: string) =>
  call(getPublishedAgency, { params: { campaignId, agencyCode } });

/** One agency's results: a page of its own, to link to and to print. */
export function AgencyPage(props: { readonly campaignId: string; readonly agencyCode: string }) {
  return (
    <Loading
      title={t('results.title')}
      titleOf={({ results }) => t('results.title_of', { name: agencyOf(results)?.name ?? '' })}
      read={() => read(props.campaignId, props.agencyCode)}
    >
      {(published) => <Content published={published} />}
    </Loading>
  );
}

const agencyOf = ({ domains }: Results): Domain | undefined =>
  domains.find(({ level }) => level === 'agency');

function Content({
  published: { results, publishedAt, sha256 },
}: {
  readonly published: Published;
}) {
  const agency = agencyOf(results);
  const changes = useChanges(results.campaignId);
  if (!agency) return null;
  return (
    <>
      <p>
        <a href={resultsPath(results.campaignId)}>{results.campaignName}</a>
      </p>
      <Headline results={results} domain={agency} />
      <HeadlineWords results={results} domain={agency} />
      <BesideProvince results={results} domain={agency} />
      <ChangesSince results={results} changes={changes} agencyCode={agency.agencyCode} />
      <YearsSection results={results} agencyCode={agency.agencyCode} />
      <Lowest results={results} domain={agency} />
      <Factors results={results} domain={agency} />
      <Fields results={results} agency={agency} />
      <NeighbourFigures campaignId={results.campaignId} agencyCode={agency.agencyCode} />
      <p class="fixed">
        {t('results.fixed', { at: moment(publishedAt), hash: spokenHash(sha256) })}
      </p>
    </>
  );
}

function BesideProvince({ results, domain }: OfDomain) {
  const total = totalNode(results);
  const figure = figureOf(domain, total);
  const province = figureOf(provinceOf(results), total);
  if (!figure?.tier || typeof figureWords(province) === 'string') return null;
  return (
    <>
      <p>
        <Mark figure={figure} />: <FigureValue figure={province} /> ({rangeWords(province)}).{' '}
        {domain.rank && t('rank.sentence', { rank: rankWords(domain) })}
      </p>
      <p class="hint">{t('agencies.marks')}</p>
    </>
  );
}

const FEW = 5;

/** Criteria with the lowest shares that may be shown: where the agency is weakest, and how sure that is. */
function Lowest({ results, domain }: OfDomain) {
  const rows = results.nodes
    .filter(({ level }) => level === 'criterion')
    .flatMap((node) => {
      const figure = figureOf(domain, node.code);
      const words = figureWords(figure);
      return typeof words === 'string' ? [] : [{ node, figure, index: words.index }];
    })
    .sort((first, second) => first.index - second.index)
    .slice(0, FEW);
  if (rows.length === 0) return null;
  return (
    <Table
      caption={t('agency.lowest', { n: rows.length })}
      rows={rows}
      keyOf={({ node }) => node.code}
      columns={[
        { key: 'node', heading: t('factors.node'), cell: ({ node }) => nodeLabel(node) },
        {
          key: 'index',
          heading: t('agencies.index'),
          isNumeric: true,
          cell: ({ figure }) => <FigureValue figure={figure} />,
        },
        {
          key: 'range',
          heading: t('agencies.range'),
          isNumeric: true,
          cell: ({ figure }) => rangeWords(figure),
        },
        {
          key: 'tier',
          heading: t('agencies.beside'),
          cell: ({ figure }) => <Mark figure={figure} />,
        },
      ]}
    />
  );
}

/** The fields of its procedures, by the total. */
function Fields({ results, agency }: { readonly results: Results; readonly agency: Domain }) {
  const total = totalNode(results);
  const fields = results.domains.filter(({ level }) => level === 'agency_field');
  const figure = (field: Domain) => figureOf(field, total);
  return (
    <Table
      caption={t('agency.fields', { name: inText(agency.name) })}
      rows={fields}
      keyOf={({ key }) => key}
      columns={[
        {
          key: 'field',
          heading: t('agency.field'),
          cell: ({ name }) => name.slice(agency.name.length + ' · '.length),
        },
        {
          key: 'index',
          heading: t('agencies.index'),
          isNumeric: true,
          cell: (field) => <FigureValue figure={figure(field)} />,
        },
        {
          key: 'range',
          heading: t('agencies.range'),
          isNumeric: true,
          cell: (field) => rangeWords(figure(field)),
        },
        {
          key: 'n',
          heading: t('agencies.n'),
          isNumeric: true,
          cell: (field) => respondentsOf(figure(field)),
        },
      ]}
    />
  );
}
