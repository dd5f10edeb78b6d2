import type { Domain } from '#contract/figures.ts';
import { t } from '../../i18n.ts';
import { nodeLabel } from '../../ui/figures.ts';
import { Table } from '../../ui/Table.tsx';
import { percent, wholeNumber } from '../../ui/words.ts';
import { figureColumns } from './figure-columns.tsx';
import type { ResultsModel } from './results.ts';

/** Fields of procedures, of the province or of the chosen agency. */
export function DomainTable(props: {
  readonly domains: readonly Domain[];
  readonly model: ResultsModel;
}) {
  const { domains, model } = props;
  if (domains.length === 0) return null;
  const node = model.node.value;
  const label = model.results.value.value?.nodes.find(({ code }) => code === node);
  return (
    <Table
      caption={t('results.fields_caption', { node: label ? nodeLabel(label) : '' })}
      rows={[...domains].sort((a, b) => a.name.localeCompare(b.name, 'vi'))}
      keyOf={(domain) => domain.key}
      columns={[
        { key: 'name', heading: t('agency.field'), cell: (domain) => domain.name },
        ...figureColumns(node),
        {
          key: 'population',
          heading: t('counts.people'),
          isNumeric: true,
          cell: (domain) => wholeNumber(domain.population),
        },
        {
          key: 'rate',
          heading: t('fieldwork.share'),
          isNumeric: true,
          cell: (domain) => (domain.responseRate === null ? '' : percent(domain.responseRate, 0)),
        },
      ]}
    />
  );
}
