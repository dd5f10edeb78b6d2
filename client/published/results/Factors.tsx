import type { Results } from '#contract/results.ts';
import { t } from '../../i18n.ts';
import { DistributionBar } from '../../ui/DistributionBar.tsx';
import { Table } from '../../ui/Table.tsx';
import { percent } from '../../ui/words.ts';
import { countOf, FigureValue, rangeOf } from './FigureWords.tsx';
import { figureOf, labelOf, nodesInOrder, provinceOf, saying } from './figures.ts';

const DEPTH = { total: 0, part: 1, factor: 2, criterion: 3 } as const;

/** The province by part, factor and criterion. */
export function Factors({ results }: { readonly results: Results }) {
  const province = provinceOf(results);
  const figure = (code: string) => figureOf(province, code);
  return (
    <section>
      <Table
        caption={t('factors.caption', { name: results.provinceName })}
        rows={nodesInOrder(results.nodes)}
        keyOf={({ code }) => code}
        columns={[
          {
            key: 'node',
            heading: t('factors.node'),
            cell: (node) => <span class={`depth-${DEPTH[node.level]}`}>{labelOf(node)}</span>,
          },
          {
            key: 'index',
            heading: t('units.index'),
            isNumeric: true,
            cell: ({ code }) => <FigureValue figure={figure(code)} />,
          },
          {
            key: 'range',
            heading: t('units.range'),
            isNumeric: true,
            cell: ({ code }) => rangeOf(figure(code)),
          },
          {
            key: 'n',
            heading: t('units.n'),
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
    </section>
  );
}

function Shares({ figure }: { readonly figure: ReturnType<typeof figureOf> }) {
  if (!figure?.distribution || typeof saying(figure) === 'string') return null;
  const sentence = figure.distribution
    .map((share, position) => `${t(`scale.${position + 1}`)}: ${percent(share, 0)}`)
    .join('; ');
  return <DistributionBar shares={figure.distribution} sentence={sentence} />;
}
