import { t } from '../../../i18n.ts';
import { ChoiceField } from '../../../ui/Field.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Table } from '../../../ui/Table.tsx';
import type { ColumnCheckModel } from './column-check.ts';

/** Days that another Excel has turned round, and days that are read otherwise than written. */
export function OddDays({ model }: { readonly model: ColumnCheckModel }) {
  const preview = model.preview.value.value;
  if (!preview) return null;
  return (
    <>
      <SwappedDays model={model} />
      {preview.dayRepairs.length > 0 && (
        <Notice kind="attention" title={t('import.repairs')}>
          <ul>
            {preview.dayRepairs.map(({ role, kind, before, after }) => (
              <li key={`${role}${before}`}>
                {t(`import.repair_${kind}`, {
                  column: t(`column.${role}`),
                  before,
                  after: after ?? t('import.repair_none'),
                })}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}

function SwappedDays({ model }: { readonly model: ColumnCheckModel }) {
  const swapped = model.preview.value.value?.swappedDays;
  if (!swapped) return null;
  const pairs = swapped.before.map((before, index) => ({
    index,
    before,
    after: swapped.after[index] ?? '',
  }));
  const columns = swapped.roles.map((role) => t(`column.${role}`)).join(', ');
  return (
    <Notice kind="attention" title={t('import.swapped', { columns })}>
      <Table
        caption={t('import.swapped_caption')}
        rows={pairs}
        keyOf={({ index }) => String(index)}
        columns={[
          { key: 'before', heading: t('import.font_before'), cell: ({ before }) => before },
          { key: 'after', heading: t('import.swapped_after'), cell: ({ after }) => after },
        ]}
      />
      <ChoiceField
        label={t('import.swapped_question')}
        value={model.swappedDays.value ?? ''}
        choices={[
          { value: 'repair', label: t('import.swapped_repair') },
          { value: 'keep', label: t('import.swapped_keep') },
        ]}
        onChange={(choice) => {
          model.swappedDays.value = choice === 'keep' ? 'keep' : 'repair';
        }}
      />
    </Notice>
  );
}
