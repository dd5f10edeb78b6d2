import type { Signal } from '@preact/signals';
import { useSignal } from '@preact/signals';
import { UNCERTAIN } from '#contract/figure-words.ts';
import type { Domain } from '#contract/figures.ts';
import { levelOf } from '#contract/pictures/marked-figures.ts';
import type { Results } from '#contract/results.ts';
import { t } from '../../i18n.ts';
import { DotInterval } from '../../ui/DotInterval.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import {
  FigureValue,
  Mark,
  rangeSentence,
  rangeWords,
  respondentsOf,
} from '../../ui/FigureWords.tsx';
import type { Order, ShownFigure } from '../../ui/figures.ts';
import { figureOf, figureWords, nodeLabel, nodesInOrder } from '../../ui/figures.ts';
import { LowestTen, rankWords } from '../../ui/RankWords.tsx';
import type { ColumnOf } from '../../ui/Table.tsx';
import { Table } from '../../ui/Table.tsx';
import { roundedShare, wholeNumber } from '../../ui/words.ts';
import { agencyPath } from '../page/addresses.ts';
import { findAgencies } from './find-agencies.ts';

/** Every agency by alphabet: dot, 95 % interval, and the province's interval as a band. Tiers, and places as ranges. */
export function Agencies(props: { readonly results: Results; readonly node: Signal<string> }) {
  const { results, node } = props;
  const sought = useSignal('');
  const order = useSignal<Order>('name');
  const all = results.domains.filter((domain) => domain.level === 'agency').length;
  const agencies = findAgencies(results, node.value, sought.value, order.value);
  return (
    <section>
      <h2>{t('agencies.title')}</h2>
      <p>
        {t('agencies.overlap')} {bandOf(results, node.value) && t('agencies.band')}
      </p>
      {bandOf(results, node.value) && <p class="hint">{t('agencies.marks')}</p>}
      <LowestTen results={results} />
      <div class="filters">
        <TextField
          label={t('agencies.search')}
          value={sought.value}
          onInput={(text) => {
            sought.value = text;
          }}
        />
        <SelectField
          label={t('agencies.node')}
          value={node.value}
          choices={nodesInOrder(results.nodes)
            .filter((row) => row.node.level !== 'criterion')
            .map((row) => ({ value: row.node.code, label: nodeLabel(row.node) }))}
          onChange={(code) => {
            node.value = code;
          }}
        />
        <SelectField
          label={t('agencies.order')}
          value={order.value}
          choices={(['name', 'result'] as const).map((value) => ({
            value,
            label: t(`agencies.by_${value}`),
          }))}
          onChange={(next) => {
            order.value = next;
          }}
        />
      </div>
      <p role="status">
        {t('agencies.shown', { n: wholeNumber(agencies.length), all: wholeNumber(all) })}
      </p>
      <Table
        caption={t('agencies.caption')}
        rows={agencies}
        keyOf={({ key }) => key}
        columns={[...columns(results, node.value), ...rankColumn(results)]}
      />
      <Withheld results={results} />
    </section>
  );
}

/** The range of the level that agencies are compared with. */
function bandOf(results: Results, node: string): ShownFigure | undefined {
  const words = figureWords(levelOf(results, node));
  return typeof words === 'string' ? undefined : words;
}

/** On the total; editions of before have none. */
const rankColumn = ({ domains }: Results): ColumnOf<Domain>[] =>
  domains.some(({ rank }) => rank)
    ? [{ key: 'rank', heading: t('rank.heading'), cell: rankWords }]
    : [];

function columns(results: Results, node: string): ColumnOf<Domain>[] {
  const band = bandOf(results, node);
  const figure = (agency: Domain) => figureOf(agency, node);
  return [
    {
      key: 'agency',
      heading: t('agencies.agency'),
      cell: (agency) => (
        <a href={agencyPath(results.campaignId, agency.agencyCode ?? '')}>{agency.name}</a>
      ),
    },
    {
      key: 'plot',
      heading: t('agencies.axis'),
      isWide: true,
      cell: (agency) => <Interval agency={agency} node={node} band={band} />,
    },
    {
      key: 'index',
      heading: t('agencies.index'),
      isNumeric: true,
      cell: (agency) => <FigureValue figure={figure(agency)} />,
    },
    {
      key: 'range',
      heading: t('agencies.range'),
      isNumeric: true,
      cell: (agency) => rangeWords(figure(agency)),
    },
    {
      key: 'n',
      heading: t('agencies.n'),
      isNumeric: true,
      cell: (agency) => respondentsOf(figure(agency)),
    },
    {
      key: 'tier',
      heading: t('agencies.beside'),
      cell: (agency) => <Mark figure={figure(agency)} />,
    },
  ];
}

function Interval(props: {
  readonly agency: Domain;
  readonly node: string;
  readonly band: ShownFigure | undefined;
}) {
  const figure = figureOf(props.agency, props.node);
  const words = figureWords(figure);
  if (!figure || typeof words === 'string') return null;
  const { index, low, high, respondents, isFlagged, step } = words;
  return (
    <DotInterval
      value={index}
      low={low}
      high={high}
      tier={figure.tier ?? 'not_different'}
      band={props.band}
      isUncertain={isFlagged}
      sentence={rangeSentence('agencies.sentence', words, {
        name: props.agency.name,
        index: roundedShare(index, step),
        n: wholeNumber(respondents),
      })}
    />
  );
}

/** The words in place of a figure and their reasons, once below the table. */
function Withheld({ results }: { readonly results: Results }) {
  return (
    <dl class="legend">
      <dt>{t('figure.hidden')}</dt>
      <dd>{t('figure.hidden_why', { k: results.method.disclosureThreshold })}</dd>
      {UNCERTAIN.map((key) => [
        <dt key={key}>{t(`figure.${key}`)}</dt>,
        <dd key={`${key} why`}>{t(`figure.${key}_why`)}</dd>,
      ])}
      <dt>{t('figure.above_90')}</dt>
      <dd>{t('figure.above_90_why')}</dd>
      <dt>*</dt>
      <dd>{t('figure.flagged')}</dd>
    </dl>
  );
}
