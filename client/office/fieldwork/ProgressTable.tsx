import type { AgencyProgress } from '#contract/fieldwork.ts';
import { t } from '../../i18n.ts';
import { Table } from '../../ui/Table.tsx';
import { percent, wholeNumber } from '../../ui/words.ts';
import { createSorting } from '../page/sorting.ts';
import type { FieldworkModel } from './fieldwork.ts';
import { shareReceived } from './fieldwork.ts';
import { ResponseBar } from './ResponseBar.tsx';

const COUNTS = ['invited', 'opened', 'received', 'declined', 'undelivered'] as const;

const sorting = createSorting<AgencyProgress>({
  agency: (agency) => agency.agencyName,
  share: shareReceived,
  ...Object.fromEntries(COUNTS.map((name) => [name, (agency: AgencyProgress) => agency[name]])),
});

export function ProgressTable({ model }: { readonly model: FieldworkModel }) {
  const agencies = sorting.apply(model.agencies.value);
  return (
    <Table
      caption={t('fieldwork.caption')}
      isStale={model.progress.isLoading.value}
      rows={agencies}
      keyOf={(agency) => agency.agencyCode}
      columns={[
        {
          key: 'agency',
          heading: t('board.agency'),
          ...sorting.heading('agency'),
          cell: (agency) => agency.agencyName,
        },
        {
          key: 'bar',
          heading: t('fieldwork.bar'),
          isWide: true,
          cell: (agency) => <ResponseBar agency={agency} />,
        },
        ...COUNTS.map((name) => ({
          key: name,
          heading: t(`fieldwork.${name}`),
          isNumeric: true,
          ...sorting.heading(name),
          cell: (agency: AgencyProgress) => wholeNumber(agency[name]),
        })),
        {
          key: 'share',
          heading: t('fieldwork.share'),
          isNumeric: true,
          ...sorting.heading('share'),
          cell: (agency) => (agency.invited === 0 ? '' : percent(shareReceived(agency), 0)),
        },
      ]}
    />
  );
}
