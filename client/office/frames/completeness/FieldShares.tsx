import type { Completeness } from '#contract/completeness.ts';
import { t } from '../../../i18n.ts';
import { Table } from '../../../ui/Table.tsx';
import { percent, wholeNumber } from '../../../ui/words.ts';

/** Which fields are thin: far below the other agencies' share or the agency's own earlier one. */
export function FieldShares({ fields }: { readonly fields: Completeness['fields'] }) {
  if (fields.length === 0) return null;
  const share = (value: number | null) => (value === null ? '' : percent(value));
  return (
    <section>
      <Table
        caption={
          <>
            {t('completeness.fields')} <small>{t('completeness.fields_hint')}</small>
          </>
        }
        rows={[...fields].sort(
          (a, b) =>
            Number(b.thinBeside !== null) - Number(a.thinBeside !== null) || b.rows - a.rows,
        )}
        keyOf={(field) => field.code}
        columns={[
          {
            key: 'name',
            heading: t('agency.field'),
            cell: (field) => (
              <>
                {field.name}
                {field.thinBeside && (
                  <small class="mark">{t(`completeness.thin_${field.thinBeside}`)}</small>
                )}
              </>
            ),
          },
          {
            key: 'rows',
            heading: t('counts.rows'),
            isNumeric: true,
            cell: (field) => wholeNumber(field.rows),
          },
          {
            key: 'share',
            heading: t('completeness.share'),
            isNumeric: true,
            cell: (field) => percent(field.share),
          },
          // A column without a single value is left out.
          ...(['expected', 'earlier'] as const)
            .filter((key) => fields.some((field) => field[key] !== null))
            .map((key) => ({
              key,
              heading: t(key === 'expected' ? 'completeness.others' : 'completeness.earlier'),
              isNumeric: true,
              cell: (field: (typeof fields)[number]) => share(field[key]),
            })),
        ]}
      />
    </section>
  );
}
