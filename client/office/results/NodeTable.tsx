import { UNCERTAIN } from '#contract/figure-words.ts';
import type { Domain, Figure } from '#contract/figures.ts';
import { inText } from '#contract/place-names.ts';
import type { IndexNode } from '#contract/questionnaire.ts';
import type { Results } from '#contract/results.ts';
import { t } from '../../i18n.ts';
import { DistributionBar } from '../../ui/DistributionBar.tsx';
import { DotInterval } from '../../ui/DotInterval.tsx';
import {
  distributionWords,
  FigureValue,
  rangeWords,
  respondentsOf,
  sentenceOf,
} from '../../ui/FigureWords.tsx';
import { figureOf, figureWords, nodeLabel, nodesInOrder } from '../../ui/figures.ts';
import type { ColumnOf } from '../../ui/Table.tsx';
import { Table } from '../../ui/Table.tsx';
import { decimal } from '../../ui/words.ts';
import type { PageContext } from '../page/page-context.ts';
import { dutyLink } from './duty-link.ts';

/** Part, factor, criterion: the index with its range, its n, and how the five answers spread. */
export function NodeTable(props: {
  readonly domain: Domain;
  readonly results: Results;
  readonly context: PageContext;
}) {
  const { domain, results, context } = props;
  const rows = nodesInOrder(results.nodes).map(({ node, depth }) => ({
    node,
    depth,
    figure: figureOf(domain, node.code),
    duty: dutyLink(context, { domain, results, node }),
  }));
  return (
    <>
      <Table
        caption={t('results.nodes_caption', { name: inText(domain.name) })}
        rows={rows}
        keyOf={(row) => row.node.code}
        columns={rows.some(({ duty }) => duty) ? [...columns(), DUTY] : columns()}
      />
      <Key results={results} />
    </>
  );
}

interface Row {
  readonly node: IndexNode;
  readonly depth: number;
  readonly figure: Figure | undefined;
  readonly duty: string | undefined;
}

const DUTY: ColumnOf<Row> = {
  key: 'duty',
  isScreenOnly: true,
  get heading() {
    return t('actions.duty');
  },
  cell: ({ duty, node }) =>
    duty && (
      <a href={duty} aria-label={t('actions.from_figure_of', { node: nodeLabel(node) })}>
        {t('actions.from_figure')}
      </a>
    ),
};

const columns = (): ColumnOf<Row>[] => [
  {
    key: 'node',
    heading: t('results.node'),
    cell: (row) => (
      <span class="node" data-depth={row.depth} data-level={row.node.level}>
        {nodeLabel(row.node)}
      </span>
    ),
  },
  {
    key: 'index',
    heading: t('results.index'),
    isNumeric: true,
    cell: (row) => <FigureValue figure={row.figure} />,
  },
  {
    key: 'range',
    heading: t('results.interval'),
    isNumeric: true,
    cell: (row) => rangeWords(row.figure),
  },
  {
    key: 'n',
    heading: t('results.n'),
    isNumeric: true,
    cell: (row) => respondentsOf(row.figure),
  },
  ...spreadColumns(),
];

const spreadColumns = (): ColumnOf<Row>[] => [
  {
    key: 'mean',
    heading: t('results.mean'),
    isNumeric: true,
    cell: (row) =>
      row.figure?.mean === null || row.figure?.mean === undefined
        ? ''
        : decimal(row.figure.mean, (row.figure.step ?? 0) < 0.01 ? 2 : 1),
  },
  {
    key: 'plot',
    heading: t('results.plot'),
    isWide: true,
    cell: (row) => <NodeInterval figure={row.figure} />,
  },
  {
    key: 'distribution',
    heading: t('results.distribution'),
    isWide: true,
    cell: (row) =>
      row.figure?.distribution && (
        <DistributionBar
          isNarrow
          shares={row.figure.distribution}
          sentence={distributionWords(row.figure.distribution)}
        />
      ),
  },
];

function NodeInterval({ figure }: { readonly figure: Figure | undefined }) {
  const words = figureWords(figure);
  if (typeof words === 'string') return null;
  return (
    <DotInterval
      value={words.index}
      low={words.low}
      high={words.high}
      tier={figure?.tier ?? 'not_different'}
      isUncertain={words.isFlagged}
      sentence={sentenceOf(words)}
    />
  );
}

function Key({ results }: { readonly results: Results }) {
  return (
    <>
      <p class="key">
        {[1, 2, 3, 4, 5].map((value) => (
          <span key={value} data-value={value}>
            {t(`scale.${value}`)}
          </span>
        ))}
      </p>
      <p class="hint">
        <em class="withheld">{t('figure.hidden')}</em>:{' '}
        {t('figure.hidden_why', { k: results.method.disclosureThreshold })}{' '}
        {UNCERTAIN.map((key) => (
          <span key={key}>
            <em class="withheld">{t(`figure.${key}`)}</em>: {t(`figure.${key}_why`)}{' '}
          </span>
        ))}
        * {t('figure.flagged')}
      </p>
    </>
  );
}
