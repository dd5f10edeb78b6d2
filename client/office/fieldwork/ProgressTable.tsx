import { t } from '../../i18n.ts';
import { Table } from '../../ui/Table.tsx';
import { percent, wholeNumber } from '../../ui/words.ts';
import type { FieldworkModel } from './fieldwork.ts';
import { shareReceived } from './fieldwork.ts';
import { ResponseBar } from './ResponseBar.tsx';

const COUNTS = ['invited', 'opened', 'received', 'declined', 'undelivered'] as const;

export function ProgressTable({ model }: { readonly model: FieldworkModel }) {
  const units = model.units.value;
  return (
    <Table
      caption={t('fieldwork.caption')}
      isStale={model.progress.isLoading.value}
      rows={units}
      keyOf={(unit) => unit.unitCode}
      columns={[
        { key: 'unit', heading: t('board.unit'), cell: (unit) => unit.unitName },
        {
          key: 'bar',
          heading: t('fieldwork.bar'),
          isWide: true,
          cell: (unit) => <ResponseBar unit={unit} />,
        },
        ...COUNTS.map((name) => ({
          key: name,
          heading: t(`fieldwork.${name}`),
          isNumeric: true,
          cell: (unit: (typeof units)[number]) => wholeNumber(unit[name]),
        })),
        {
          key: 'share',
          heading: t('fieldwork.share'),
          isNumeric: true,
          cell: (unit) => (unit.invited === 0 ? '' : percent(shareReceived(unit), 0)),
        },
      ]}
    />
  );
}
