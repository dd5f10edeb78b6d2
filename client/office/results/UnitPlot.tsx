import type { Domain, Results } from '#contract/results.ts';
import { t } from '../../i18n.ts';
import { DotInterval } from '../../ui/DotInterval.tsx';
import { ChoiceField, SelectField } from '../../ui/Field.tsx';
import { Table } from '../../ui/Table.tsx';
import { percent, wholeNumber } from '../../ui/words.ts';
import { FigureValue, rangeWords } from './FigureWords.tsx';
import { countOf } from './NodeTable.tsx';
import type { Order, ResultsModel } from './results.ts';
import { figureOf, nodeLabel, nodesInOrder, saying, unitsInOrder } from './results.ts';
import { tierWords } from './tier.ts';

const ORDERS: readonly Order[] = ['name', 'result'];

/** All units: dot in the shape of its tier, 95 % line, and a band where the province lies. */
export function UnitPlot(props: { readonly model: ResultsModel; readonly results: Results }) {
  const { model, results } = props;
  const node = model.node.value;
  const units = unitsInOrder(results, node, model.order.value);
  const band = saying(figureOf(model.province.value, node));
  return (
    <section>
      <h2>{t('results.all_units')}</h2>
      <p>{t('results.overlap')}</p>
      <div class="filters">
        <SelectField
          label={t('results.choose_node')}
          value={node}
          choices={nodesInOrder(results.nodes)
            .filter((one) => one.node.level !== 'criterion')
            .map((one) => ({ value: one.node.code, label: nodeLabel(one.node) }))}
          onChange={model.chooseNode}
        />
        <ChoiceField
          label={t('results.order')}
          value={model.order.value}
          choices={ORDERS.map((value) => ({ value, label: t(`results.order_${value}`) }))}
          onChange={(order) => {
            model.order.value = order;
          }}
        />
      </div>
      <Table
        caption={t('results.units_caption', { n: wholeNumber(units.length) })}
        rows={units}
        keyOf={(unit) => unit.key}
        columns={[
          {
            key: 'unit',
            heading: t('board.unit'),
            cell: (unit) => (
              <button
                type="button"
                class="sort"
                onClick={() => {
                  model.chooseUnit(unit.unitCode ?? '');
                  scrollTo(0, 0);
                }}
              >
                {unit.name}
              </button>
            ),
          },
          {
            key: 'plot',
            heading: t('results.axis'),
            isWide: true,
            cell: (unit) => (
              <UnitInterval
                unit={unit}
                node={node}
                band={typeof band === 'string' ? undefined : band}
              />
            ),
          },
          {
            key: 'index',
            heading: t('results.index'),
            isNumeric: true,
            cell: (unit) => <FigureValue figure={figureOf(unit, node)} />,
          },
          {
            key: 'range',
            heading: t('results.interval'),
            isNumeric: true,
            cell: (unit) => rangeWords(figureOf(unit, node)),
          },
          {
            key: 'n',
            heading: t('results.n'),
            isNumeric: true,
            cell: (unit) => countOf(figureOf(unit, node)?.respondents),
          },
          {
            key: 'tier',
            heading: t('results.beside'),
            cell: (unit) => unit.tier && tierWords(unit.tier),
          },
        ]}
      />
    </section>
  );
}

function UnitInterval(props: {
  readonly unit: Domain;
  readonly node: string;
  readonly band: { readonly low: number; readonly high: number } | undefined;
}) {
  const { unit, node, band } = props;
  const said = saying(figureOf(unit, node));
  if (typeof said === 'string') return <em class="withheld">{t(`results.${said}`)}</em>;
  return (
    <DotInterval
      value={said.index}
      low={said.low}
      high={said.high}
      band={band}
      tier={unit.tier ?? 'not_different'}
      isUncertain={said.isFlagged}
      sentence={t('results.dot_sentence', {
        name: unit.name,
        index: percent(said.index),
        low: percent(said.low, 0),
        high: percent(said.high, 0),
        n: wholeNumber(said.respondents),
      })}
    />
  );
}
