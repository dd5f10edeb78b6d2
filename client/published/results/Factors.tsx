import type { IndexNode } from '#contract/questionnaire.ts';
import type { Results } from '#contract/results.ts';
import { t } from '../../i18n.ts';
import { DistributionBar } from '../../ui/DistributionBar.tsx';
import { Table } from '../../ui/Table.tsx';
import { percent } from '../../ui/words.ts';
import { countOf, FigureValue, rangeOf } from './FigureWords.tsx';
import { figureOf, labelOf, nodesInOrder, placeIn, provinceOf, saying } from './figures.ts';

const DEPTH = { total: 0, part: 1, factor: 2, criterion: 3 } as const;

/** The province by part and factor; criteria unfold, for on a phone they are many screens. */
export function Factors({ results }: { readonly results: Results }) {
  const nodes = nodesInOrder(results.nodes);
  const name = placeIn(results.provinceName);
  return (
    <section>
      <Nodes
        caption={t('factors.caption', { name })}
        nodes={nodes.filter(({ level }) => level !== 'criterion')}
        results={results}
      />
      <details>
        <summary>{t('factors.criteria')}</summary>
        <Nodes
          caption={t('factors.criteria_caption', { name })}
          nodes={nodes.filter(({ level }) => level !== 'total')}
          results={results}
        />
      </details>
    </section>
  );
}

function Nodes(props: {
  readonly caption: string;
  readonly nodes: readonly IndexNode[];
  readonly results: Results;
}) {
  const province = provinceOf(props.results);
  const figure = (code: string) => figureOf(province, code);
  return (
    <Table
      caption={props.caption}
      rows={props.nodes}
      keyOf={({ code }) => code}
      columns={[
        {
          key: 'node',
          heading: t('factors.node'),
          cell: (node) => <span class={`depth-${DEPTH[node.level]}`}>{labelOf(node)}</span>,
        },
        {
          key: 'index',
          heading: t('agencies.index'),
          isNumeric: true,
          cell: ({ code }) => <FigureValue figure={figure(code)} />,
        },
        {
          key: 'range',
          heading: t('agencies.range'),
          isNumeric: true,
          cell: ({ code }) => rangeOf(figure(code)),
        },
        {
          key: 'n',
          heading: t('agencies.n'),
          isNumeric: true,
          cell: ({ code }) => countOf(figure(code)),
        },
        {
          key: 'distribution',
          heading: t('factors.distribution'),
          isWide: true,
          cell: ({ code }) => <Shares figure={figure(code)} />,
        },
      ]}
    />
  );
}

function Shares({ figure }: { readonly figure: ReturnType<typeof figureOf> }) {
  if (!figure?.distribution || typeof saying(figure) === 'string') return null;
  const sentence = figure.distribution
    .map((share, position) => `${t(`scale.${position + 1}`)}: ${percent(share, 0)}`)
    .join('; ');
  return <DistributionBar shares={figure.distribution} sentence={sentence} />;
}
