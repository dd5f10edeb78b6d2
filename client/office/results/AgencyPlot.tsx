import type { Domain } from '#contract/figures.ts';
import { levelOf } from '#contract/pictures/marked-figures.ts';
import type { Results } from '#contract/results.ts';
import { t } from '../../i18n.ts';
import { DotInterval } from '../../ui/DotInterval.tsx';
import { ChoiceField, into, SelectField } from '../../ui/Field.tsx';
import { Mark, rangeSentence } from '../../ui/FigureWords.tsx';
import type { Order } from '../../ui/figures.ts';
import {
  agenciesInOrder,
  figureOf,
  figureWords,
  nodeLabel,
  nodesInOrder,
} from '../../ui/figures.ts';
import { LowestTen, rankWords } from '../../ui/RankWords.tsx';
import type { ColumnOf } from '../../ui/Table.tsx';
import { Table } from '../../ui/Table.tsx';
import { roundedShare, wholeNumber } from '../../ui/words.ts';
import { figureColumns } from './figure-columns.tsx';
import type { ResultsModel } from './results.ts';

const ORDERS: readonly Order[] = ['name', 'result'];

/** All agencies: dot in the shape of its tier, 95 % interval, and the province's interval as a band. */
export function AgencyPlot(props: { readonly model: ResultsModel; readonly results: Results }) {
  const { model, results } = props;
  const node = model.node.value;
  const agencies = agenciesInOrder(results, node, model.order.value);
  const province = figureWords(levelOf(results, node));
  const band = typeof province === 'string' ? undefined : province;
  return (
    <section>
      <h2>{t('results.all_agencies')}</h2>
      <p>
        {t('results.overlap')} {band && t('results.band')}
      </p>
      {band && <p class="hint">{t('results.marks')}</p>}
      <LowestTen results={results} />
      <PlotChoices model={model} results={results} />
      <Table
        caption={t('results.agencies_caption', { n: wholeNumber(agencies.length) })}
        rows={agencies}
        keyOf={(agency) => agency.key}
        columns={columnsOf(model, node, band)}
      />
    </section>
  );
}

type Band = { readonly low: number; readonly high: number } | undefined;

function columnsOf(model: ResultsModel, node: string, band: Band): ColumnOf<Domain>[] {
  return [
    {
      key: 'agency',
      heading: t('board.agency'),
      cell: (agency) => <AgencyButton model={model} agency={agency} />,
    },
    {
      key: 'plot',
      heading: t('results.axis'),
      isWide: true,
      cell: (agency) => <UnitInterval agency={agency} node={node} band={band} />,
    },
    ...figureColumns(node),
    {
      key: 'tier',
      heading: t('results.beside'),
      cell: (agency) => <Mark figure={figureOf(agency, node)} />,
    },
    { key: 'rank', heading: t('rank.heading'), cell: rankWords },
  ];
}

function AgencyButton({
  model,
  agency,
}: {
  readonly model: ResultsModel;
  readonly agency: Domain;
}) {
  return (
    <button
      type="button"
      class="sort"
      onClick={() => {
        model.chooseAgency(agency.agencyCode ?? '');
        scrollTo(0, 0);
      }}
    >
      {agency.name}
    </button>
  );
}

function PlotChoices(props: { readonly model: ResultsModel; readonly results: Results }) {
  const { model, results } = props;
  return (
    <div class="filters">
      <SelectField
        label={t('results.choose_node')}
        value={model.node.value}
        choices={nodesInOrder(results.nodes)
          .filter(({ node }) => node.level !== 'criterion')
          .map(({ node }) => ({ value: node.code, label: nodeLabel(node) }))}
        onChange={model.chooseNode}
      />
      <ChoiceField
        label={t('results.order')}
        value={model.order.value}
        choices={ORDERS.map((value) => ({ value, label: t(`results.order_${value}`) }))}
        onChange={into(model.order)}
      />
    </div>
  );
}

function UnitInterval(props: {
  readonly agency: Domain;
  readonly node: string;
  readonly band: Band;
}) {
  const { agency, node, band } = props;
  const figure = figureOf(agency, node);
  const words = figureWords(figure);
  if (typeof words === 'string') return <em class="withheld">{t(`figure.${words}`)}</em>;
  return (
    <DotInterval
      value={words.index}
      low={words.low}
      high={words.high}
      band={band}
      tier={figure?.tier ?? 'not_different'}
      isUncertain={words.isFlagged}
      sentence={rangeSentence('results.dot_sentence', words, {
        name: agency.name,
        index: roundedShare(words.index, words.step),
        n: wholeNumber(words.respondents),
      })}
    />
  );
}
