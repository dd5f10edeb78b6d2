import type { Column } from '#contract/list-preview.ts';
import { COLUMN_ROLES } from '#contract/list-words.ts';
import { t } from '../../../i18n.ts';
import { Table } from '../../../ui/Table.tsx';
import { columnLetter } from './column-check.ts';
import type { Understood } from './sheet-choices.ts';

interface Choosing {
  readonly chosen: Readonly<Record<number, Understood>>;
  readonly onChoose: (index: number, role: Understood) => void;
}

/** In the file → understood as → examples; each column can be given another meaning, or none. */
export function ColumnTable(
  props: Choosing & { readonly columns: readonly Column[]; readonly isStale: boolean },
) {
  const { columns, isStale } = props;
  return (
    <Table
      caption={t('import.columns')}
      isStale={isStale}
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
          cell: (column) => <RoleChoice {...props} column={column} />,
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

function RoleChoice(props: Choosing & { readonly column: Column }) {
  const { chosen, onChoose, column } = props;
  const role = chosen[column.index] ?? '';
  const isGuess = role !== '' && role === column.role;
  return (
    <span class="guess">
      <select
        class="input"
        aria-label={t('import.role_of', { heading: column.heading || columnLetter(column.index) })}
        value={role}
        onChange={(event) => onChoose(column.index, event.currentTarget.value as Understood)}
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
