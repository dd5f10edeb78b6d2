import type { UnitProgress } from '#contract/fieldwork.ts';
import { t } from '../../i18n.ts';
import { Table } from '../../ui/Table.tsx';
import { percent, wholeNumber } from '../../ui/words.ts';
import { createSorting } from '../page/sorting.ts';
import type { FieldworkModel } from './fieldwork.ts';
import { shareReceived } from './fieldwork.ts';
import { ResponseBar } from './ResponseBar.tsx';

const COUNTS = ['invited', 'opened', 'received', 'declined', 'undelivered'] as const;

const sorting = createSorting<UnitProgress>({
  unit: (unit) => unit.unitName,
  share: shareReceived,
  ...Object.fromEntries(COUNTS.map((name) => [name, (unit: UnitProgress) => unit[name]])),
});

export function ProgressTable({ model }: { readonly model: FieldworkModel }) {
  const units = sorting.apply(model.units.value);
  return (
    <Table
      caption={t('fieldwork.caption')}
      isStale={model.progress.isLoading.value}
      rows={units}
      keyOf={(unit) => unit.unitCode}
      columns={[
        {
          key: 'unit',
          heading: t('board.unit'),
          ...sorting.heading('unit'),
          cell: (unit) => unit.unitName,
        },
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
          ...sorting.heading(name),
          cell: (unit: UnitProgress) => wholeNumber(unit[name]),
        })),
        {
          key: 'share',
          heading: t('fieldwork.share'),
          isNumeric: true,
          ...sorting.heading('share'),
          cell: (unit) => (unit.invited === 0 ? '' : percent(shareReceived(unit), 0)),
        },
      ]}
    />
  );
}
