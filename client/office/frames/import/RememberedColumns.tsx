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
      <Notice kind="info" title={t('list.at_once')}>
        <p>{t(props.isDone ? 'list.at_once_wrong' : 'list.at_once_stop')}</p>
      </Notice>
      <details>
        <summary>{t('list.at_once_columns')}</summary>
        <Table
          caption={t('list.columns')}
          rows={preview.columns}
          keyOf={(column) => String(column.index)}
          columns={[
            {
              key: 'heading',
              heading: t('list.in_file'),
              cell: ({ index, heading }) =>
                `${columnLetter(index)} · ${heading || t('list.no_heading')}`,
            },
            {
              key: 'role',
              heading: t('list.understood'),
              cell: ({ role }) => (role ? t(`column.${role}`) : t('list.unused')),
            },
          ]}
        />
      </details>
    </>
  );
}
