import type { ListFile } from '#contract/list-import.ts';
import { t } from '../../../i18n.ts';
import { wordsOf } from '../../../ui/problem-words.ts';
import { Table } from '../../../ui/Table.tsx';
import { megabytes, moment, wholeNumber } from '../../../ui/words.ts';

export function ListFiles(props: {
  readonly files: readonly ListFile[];
  readonly hrefOf: (fileId: string) => string;
}) {
  const { files, hrefOf } = props;
  if (files.length === 0) return null;
  return (
    <Table
      caption={t('agency.files')}
      rows={files}
      keyOf={(file) => file.fileId}
      columns={[
        {
          key: 'name',
          heading: t('agency.file_name'),
          cell: (file) =>
            file.state === 'imported' ? (
              file.fileName
            ) : (
              <a href={hrefOf(file.fileId)}>{file.fileName}</a>
            ),
        },
        { key: 'state', heading: t('agency.file_state'), cell: stateOf },
        {
          key: 'rows',
          heading: t('counts.rows'),
          isNumeric: true,
          cell: (file) => wholeNumber(file.rows),
        },
        {
          key: 'size',
          heading: t('agency.file_size'),
          isNumeric: true,
          cell: (file) => megabytes(file.byteCount),
        },
        { key: 'at', heading: t('agency.file_at'), cell: (file) => moment(file.uploadedAt) },
      ]}
    />
  );
}

function stateOf(file: ListFile): string {
  const state = t(`file_state.${file.state}`);
  const left = file.leftSheets.filter(({ rows }) => rows !== 0).map(({ name }) => name);
  if (left.length > 0 && file.state === 'imported')
    return t('agency.file_left', { state, names: left.join(', ') });
  if (!file.problem) return state;
  return `${state}: ${wordsOf({ code: file.problem, details: {} }).title}`;
}
