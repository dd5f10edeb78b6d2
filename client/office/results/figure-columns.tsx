import type { Domain } from '#contract/figures.ts';
import { t } from '../../i18n.ts';
import { FigureValue, rangeWords, respondentsOf } from '../../ui/FigureWords.tsx';
import { figureOf } from '../../ui/figures.ts';
import type { ColumnOf } from '../../ui/Table.tsx';

/** Value, range and n: the three columns that always go together. */
export const figureColumns = (node: string): ColumnOf<Domain>[] => [
  {
    key: 'index',
    heading: t('results.index'),
    isNumeric: true,
    cell: (domain) => <FigureValue figure={figureOf(domain, node)} />,
  },
  {
    key: 'range',
    heading: t('results.interval'),
    isNumeric: true,
    cell: (domain) => rangeWords(figureOf(domain, node)),
  },
  {
    key: 'n',
    heading: t('results.n'),
    isNumeric: true,
    cell: (domain) => respondentsOf(figureOf(domain, node)),
  },
];
