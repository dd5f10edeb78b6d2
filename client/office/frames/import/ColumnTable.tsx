import type { Column } from '#contract/frames.ts';
import { COLUMN_ROLES } from '#contract/list-words.ts';
import { t } from '../../../i18n.ts';
import { Table } from '../../../ui/Table.tsx';
import type { ColumnCheckModel, Understood } from './column-check.ts';
import { columnLetter } from './column-check.ts';

/** In the file → understood as → examples; each column can be given another meaning, or none. */
export function ColumnTable({ model }: { readonly model: ColumnCheckModel }) {
  const columns = model.preview.value.value?.columns ?? [];
  return (
    <Table
      caption={t('import.columns')}
      isStale={model.preview.isLoading.value}
      rows={columns}
      keyOf={(column) => String(column.index)}
      columns={[
        {
          key: 'heading',
          heading: t('import.in_file'),
          cell: (column) => (
            <>
              <span class="letter">{columnLetter(column.index)}</span>{' '}
              {column.heading || t('import.no_heading')}
            </>
          ),
        },
        {
          key: 'role',
          heading: t('import.understood'),
          isWide: true,
          cell: (column) => <RoleChoice model={model} column={column} />,
        },
        {
          key: 'samples',
          heading: t('import.examples'),
          cell: (column) => column.samples.filter(Boolean).slice(0, 3).join(' · '),
        },
      ]}
    />
  );
}

function RoleChoice(props: { readonly model: ColumnCheckModel; readonly column: Column }) {
  const { model, column } = props;
  const role = model.chosen.value[column.index] ?? '';
  const isGuess = role !== '' && role === column.role;
  return (
    <span class="guess">
      <select
        class="input"
        aria-label={t('import.role_of', { heading: column.heading || columnLetter(column.index) })}
        value={role}
        onChange={(event) => model.choose(column.index, event.currentTarget.value as Understood)}
      >
        <option value="">{t('import.unused')}</option>
        {COLUMN_ROLES.map((choice) => (
          <option key={choice} value={choice}>
            {t(`column.${choice}`)}
          </option>
        ))}
      </select>
      <span class="hint">
        {isGuess ? t('import.guessed') : role === '' ? t('import.left_out') : t('import.changed')}
      </span>
    </span>
  );
}
