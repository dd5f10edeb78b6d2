import type { Domain } from '#contract/figures.ts';
import { inText } from '#contract/place-names.ts';
import type { Results } from '#contract/results.ts';
import { t } from '../../i18n.ts';
import { DistributionBar } from '../../ui/DistributionBar.tsx';
import {
  distributionWords,
  FigureValue,
  Mark,
  rangeWords,
  respondentsOf,
} from '../../ui/FigureWords.tsx';
import type { NodeAtDepth } from '../../ui/figures.ts';
import { figureOf, figureWords, nodeLabel, nodesInOrder } from '../../ui/figures.ts';
import type { ColumnOf } from '../../ui/Table.tsx';
import { Table } from '../../ui/Table.tsx';

/** A domain by part and factor; criteria unfold, for on a phone they are many screens. */
export function Factors({ results, domain }: OfDomain) {
  const nodes = nodesInOrder(results.nodes);
  const name = inText(domain.name);
  return (
    <section>
      <Nodes
        caption={t('factors.caption', { name })}
        nodes={nodes.filter(({ node }) => node.level !== 'criterion')}
        domain={domain}
      />
      <details>
        <summary>{t('factors.criteria')}</summary>
        <Nodes
          caption={t('factors.criteria_caption', { name })}
          nodes={nodes.filter(({ node }) => node.level !== 'total')}
          domain={domain}
        />
      </details>
    </section>
  );
}

export interface OfDomain {
  readonly results: Results;
  readonly domain: Domain;
}

function Nodes(props: {
  readonly caption: string;
  readonly nodes: readonly NodeAtDepth[];
  readonly domain: Domain;
}) {
  const figure = (code: string) => figureOf(props.domain, code);
  return (
    <Table
      caption={props.caption}
      rows={props.nodes}
      keyOf={({ node }) => node.code}
      columns={[
        {
          key: 'node',
          heading: t('factors.node'),
          cell: ({ node, depth }) => <span class={`depth-${depth}`}>{nodeLabel(node)}</span>,
        },
        {
          key: 'index',
          heading: t('agencies.index'),
          isNumeric: true,
          cell: ({ node: { code } }) => <FigureValue figure={figure(code)} />,
        },
        {
          key: 'range',
          heading: t('agencies.range'),
          isNumeric: true,
          cell: ({ node: { code } }) => rangeWords(figure(code)),
        },
        {
          key: 'n',
          heading: t('agencies.n'),
          isNumeric: true,
          cell: ({ node: { code } }) => respondentsOf(figure(code)),
        },
        ...(props.domain.level === 'agency' ? [markColumn(figure)] : []),
        {
          key: 'distribution',
          heading: t('factors.distribution'),
          isWide: true,
          cell: ({ node: { code } }) => <Shares figure={figure(code)} />,
        },
      ]}
    />
  );
}

const markColumn = (
  figure: (code: string) => ReturnType<typeof figureOf>,
): ColumnOf<NodeAtDepth> => ({
  key: 'tier',
  heading: t('agencies.beside'),
  cell: ({ node: { code } }) => <Mark figure={figure(code)} />,
});

function Shares({ figure }: { readonly figure: ReturnType<typeof figureOf> }) {
  if (!figure?.distribution || typeof figureWords(figure) === 'string') return null;
  return (
    <DistributionBar
      isNarrow
      shares={figure.distribution}
      sentence={distributionWords(figure.distribution)}
    />
  );
}
