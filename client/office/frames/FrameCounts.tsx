import type { FrameSummary } from '#contract/frames.ts';
import { t } from '../../i18n.ts';
import { Table } from '../../ui/Table.tsx';
import { wholeNumber } from '../../ui/words.ts';

/** Why rows are left out, and how many people each field of procedures has. */
export function FrameCounts({ summary }: { readonly summary: FrameSummary }) {
  const exclusions = [...summary.exclusions]
    .filter((exclusion) => exclusion.rows > 0)
    .sort((a, b) => b.rows - a.rows);
  const fields = [...summary.fields].sort((a, b) => b.people - a.people);
  return (
    <div class="pair">
      <Table
        caption={t('unit.exclusions', { n: wholeNumber(summary.excluded) })}
        rows={exclusions}
        keyOf={(exclusion) => exclusion.reason}
        columns={[
          {
            key: 'reason',
            heading: t('unit.reason'),
            cell: (exclusion) => t(`exclusion.${exclusion.reason}`),
          },
          {
            key: 'rows',
            heading: t('counts.rows'),
            isNumeric: true,
            cell: (exclusion) => wholeNumber(exclusion.rows),
          },
        ]}
      />
      <Table
        caption={t('unit.fields', { n: wholeNumber(summary.people) })}
        rows={fields}
        keyOf={(field) => field.code}
        columns={[
          { key: 'field', heading: t('unit.field'), cell: (field) => field.name },
          {
            key: 'people',
            heading: t('counts.people'),
            isNumeric: true,
            cell: (field) => wholeNumber(field.people),
          },
        ]}
      />
    </div>
  );
}
