import type { ErasedCounts } from '#contract/retention.ts';
import { t } from '../../i18n.ts';
import { Table } from '../../ui/Table.tsx';
import { wholeNumber } from '../../ui/words.ts';

/** In the certificate's order; kinds of which there were none are left out. */
const KINDS = [
  'persons',
  'dossiers',
  'merged_identities',
  'problem_rows',
  'corrected_rows',
  'remembered_corrections',
  'separations',
  'same_persons',
  'staff_phones',
  'second_source_codes',
  'staged_source_codes',
  'vanished_codes',
  'uploads',
  'frame_links',
  'invitation_traces',
  'paper_cases',
  'contact_attempts',
  'phone_cases',
  'visit_assignments',
  'comments',
  'petition_contents',
  'drafts',
  'erasure_requests',
] as const;

export function ErasedTable(props: { readonly counts: ErasedCounts; readonly caption: string }) {
  const { counts, caption } = props;
  return (
    <Table
      caption={caption}
      rows={KINDS.filter((kind) => counts[kind])}
      keyOf={(kind) => kind}
      columns={[
        { key: 'kind', heading: t('retention.what'), cell: (kind) => t(`retention.kind.${kind}`) },
        {
          key: 'rows',
          heading: t('retention.rows'),
          isNumeric: true,
          cell: (kind) => wholeNumber(counts[kind] ?? 0),
        },
      ]}
    />
  );
}
