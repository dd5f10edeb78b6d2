import type { FrameSummary } from '#contract/frames.ts';
import type { Reason } from '#contract/row-counts.ts';
import { t } from '../../../i18n.ts';
import { Table } from '../../../ui/Table.tsx';
import { wholeNumber } from '../../../ui/words.ts';

/** Why rows are left out, what is wrong with others, and how many people each field of procedures has. */
export function ListCounts({ summary }: { readonly summary: FrameSummary }) {
  const fields = [...summary.fields].sort((a, b) => b.people - a.people);
  return (
    <div class="pair">
      <div>
        {summary.inError > 0 && (
          <Reasons
            caption={t('agency.faults', { n: wholeNumber(summary.inError) })}
            counts={summary.faults}
          />
        )}
        <Reasons
          caption={t('agency.exclusions', { n: wholeNumber(summary.excluded) })}
          counts={summary.exclusions}
        />
        {summary.excluded > 0 && <ByField counts={summary.exclusionsByField} />}
      </div>
      <Table
        caption={t('agency.fields', { n: wholeNumber(summary.people) })}
        rows={fields}
        keyOf={(field) => field.code}
        columns={[
          { key: 'field', heading: t('agency.field'), cell: (field) => field.name },
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

/** Whether a rule falls on one field more than on others. */
function ByField({ counts }: { readonly counts: FrameSummary['exclusionsByField'] }) {
  return (
    <details>
      <summary>{t('agency.by_field')}</summary>
      <Table
        caption={t('agency.excluded_by_field')}
        rows={counts}
        keyOf={({ field, reason }) => `${field} ${reason}`}
        columns={[
          {
            key: 'field',
            heading: t('agency.field'),
            cell: ({ field }) => field ?? t('agency.no_field'),
          },
          {
            key: 'reason',
            heading: t('agency.reason'),
            cell: ({ reason }) => t(`reason.${reason}`),
          },
          {
            key: 'rows',
            heading: t('counts.rows'),
            isNumeric: true,
            cell: ({ rows }) => wholeNumber(rows),
          },
        ]}
      />
    </details>
  );
}

interface ReasonCount {
  readonly reason: Reason;
  readonly rows: number;
}

function Reasons(props: { readonly caption: string; readonly counts: readonly ReasonCount[] }) {
  const shown = props.counts.filter(({ rows }) => rows > 0).sort((a, b) => b.rows - a.rows);
  return (
    <Table
      caption={props.caption}
      rows={shown}
      keyOf={({ reason }) => reason}
      columns={[
        { key: 'reason', heading: t('agency.reason'), cell: ({ reason }) => t(`reason.${reason}`) },
        {
          key: 'rows',
          heading: t('counts.rows'),
          isNumeric: true,
          cell: ({ rows }) => wholeNumber(rows),
        },
      ]}
    />
  );
}
