import type { Results } from '#contract/results.ts';
import { t } from '../../i18n.ts';
import { DistributionBar } from '../../ui/DistributionBar.tsx';
import {
  distributionWords,
  FigureValue,
  rangeWords,
  respondentsOf,
} from '../../ui/FigureWords.tsx';
import type { NodeAtDepth } from '../../ui/figures.ts';
import { figureOf, figureWords, nodeLabel, nodesInOrder, provinceOf } from '../../ui/figures.ts';
import { Table } from '../../ui/Table.tsx';
import { inText } from '../../ui/words.ts';

/** The province by part and factor; criteria unfold, for on a phone they are many screens. */
export function Factors({ results }: { readonly results: Results }) {
  const nodes = nodesInOrder(results.nodes);
  const name = inText(results.provinceName);
  return (
    <section>
      <Nodes
        caption={t('factors.caption', { name })}
        nodes={nodes.filter(({ node }) => node.level !== 'criterion')}
        results={results}
      />
      <details>
        <summary>{t('factors.criteria')}</summary>
        <Nodes
          caption={t('factors.criteria_caption', { name })}
          nodes={nodes.filter(({ node }) => node.level !== 'total')}
          results={results}
        />
      </details>
    </section>
  );
}

function Nodes(props: {
  readonly caption: string;
  readonly nodes: readonly NodeAtDepth[];
  readonly results: Results;
}) {
  const province = provinceOf(props.results);
  const figure = (code: string) => figureOf(province, code);
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

function Shares({ figure }: { readonly figure: ReturnType<typeof figureOf> }) {
  if (!figure?.distribution || typeof figureWords(figure) === 'string') return null;
  return (
    <DistributionBar
      shares={figure.distribution}
      sentence={distributionWords(figure.distribution)}
    />
  );
}
