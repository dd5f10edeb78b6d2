import { t } from '../../../i18n.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { Table } from '../../../ui/Table.tsx';
import { columnLetter } from './column-check.ts';
import { rememberedColumnsOf } from './remembered-columns.ts';

/** Says that nobody has looked at the columns, how they were understood, and what to do where it is wrong. */
export function RememberedColumns(props: { readonly fileId: string; readonly isDone: boolean }) {
  const preview = rememberedColumnsOf(props.fileId);
  if (!preview) return null;
  return (
    <>
      <Notice kind="info" title={t('import.at_once')}>
        <p>{t(props.isDone ? 'import.at_once_wrong' : 'import.at_once_stop')}</p>
      </Notice>
      <details>
        <summary>{t('import.at_once_columns')}</summary>
        <Table
          caption={t('import.columns')}
          rows={preview.columns}
          keyOf={(column) => String(column.index)}
          columns={[
            {
              key: 'heading',
              heading: t('import.in_file'),
              cell: ({ index, heading }) =>
                `${columnLetter(index)} · ${heading || t('import.no_heading')}`,
            },
            {
              key: 'role',
              heading: t('import.understood'),
              cell: ({ role }) => (role ? t(`column.${role}`) : t('import.unused')),
            },
          ]}
        />
      </details>
    </>
  );
}
