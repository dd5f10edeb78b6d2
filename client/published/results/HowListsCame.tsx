import type { Results } from '#contract/results.ts';
import { t } from '../../i18n.ts';
import { Table } from '../../ui/Table.tsx';
import { wholeNumber } from '../../ui/words.ts';

export function LeftOut({ results }: { readonly results: Results }) {
  return (
    <Table
      caption={t('how.exclusions')}
      rows={[...results.counts.exclusions, ...results.counts.faults]}
      keyOf={({ reason }) => reason}
      columns={[
        { key: 'reason', heading: t('how.reason'), cell: ({ reason }) => t(`reason.${reason}`) },
        {
          key: 'rows',
          heading: t('how.rows'),
          isNumeric: true,
          cell: ({ rows }) => wholeNumber(rows),
        },
      ]}
    />
  );
}

/** What Home Affairs remarked when it accepted lists, word for word, and lists that it did not accept. */
export function Accepting({ results }: { readonly results: Results }) {
  const { listRemarks, unaccepted } = results.counts;
  return (
    <>
      {unaccepted.agencies > 0 && (
        <p>
          {t('how.unaccepted', {
            n: wholeNumber(unaccepted.agencies),
            reason: unaccepted.reason ?? '',
          })}
        </p>
      )}
      {listRemarks.length > 0 && <p>{t('how.list_remarks')}</p>}
      {listRemarks.map(({ agencyCode, agencyName, remark }) => (
        <blockquote class="verbatim" key={agencyCode}>
          <b>{agencyName}:</b> {remark}
        </blockquote>
      ))}
    </>
  );
}
