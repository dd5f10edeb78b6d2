import type { Correction } from '#contract/corrections.ts';
import { t } from '../../../i18n.ts';
import { Table } from '../../../ui/Table.tsx';
import { moment, wholeNumber } from '../../../ui/words.ts';

/** Who corrected what and when: kinds and counts, never what was typed. */
export function CorrectionLog({ corrections }: { readonly corrections: readonly Correction[] }) {
  if (corrections.length === 0) return null;
  return (
    <details class="panel">
      <summary>{t('corrections.log', { n: wholeNumber(corrections.length) })}</summary>
      <Table
        caption={t('corrections.log_caption')}
        rows={corrections}
        keyOf={(correction) => correction.correctionId}
        columns={[
          {
            key: 'at',
            heading: t('corrections.log_at'),
            cell: (correction) => moment(correction.at),
          },
          { key: 'by', heading: t('corrections.log_by'), cell: (correction) => correction.by },
          { key: 'kind', heading: t('corrections.log_kind'), cell: kindOf },
          {
            key: 'rows',
            heading: t('counts.rows'),
            isNumeric: true,
            cell: (correction) => wholeNumber(correction.rows),
          },
          { key: 'state', heading: t('corrections.log_state'), cell: stateOf },
        ]}
      />
    </details>
  );
}

function kindOf({ kind, fault }: Correction): string {
  const way = t(`corrections.how.${kind}`);
  return fault ? `${way}: ${t(`corrections.kind.${fault}`)}` : way;
}

const stateOf = ({ undoneAt, undoneBy, corrected }: Correction): string =>
  undoneAt
    ? t('corrections.log_undone', { by: undoneBy ?? '', at: moment(undoneAt) })
    : t('corrections.log_mended', { n: wholeNumber(corrected) });
