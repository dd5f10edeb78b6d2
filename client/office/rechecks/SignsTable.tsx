import type { Replied } from '#contract/endpoint.ts';
import type { listSigns } from '#contract/signs.ts';
import { t } from '../../i18n.ts';
import { Table } from '../../ui/Table.tsx';
import { day, wholeNumber } from '../../ui/words.ts';
import { takerWords } from './CheckedTables.tsx';

/** What is unusual in how answers came; it accuses nobody and decides nothing. */
export function SignsTable({ signs }: { readonly signs: Replied<typeof listSigns> }) {
  const { takers, withFew } = signs;
  if (takers.length === 0 && withFew === 0) return null;
  return (
    <section>
      <h2>{t('rechecks.signs')}</h2>
      <p>{t('rechecks.signs_what')}</p>
      {takers.some(({ marks }) => marks.length > 0) && <p>{t('rechecks.signs_next')}</p>}
      <Table
        caption={t(withFew === 0 ? 'rechecks.signs_all' : 'rechecks.signs_caption', {
          n: wholeNumber(withFew),
        })}
        rows={takers}
        keyOf={(row) => row.door + row.takerId}
        columns={[
          { key: 'name', heading: t('rechecks.taker'), cell: takerWords },
          {
            key: 'answers',
            heading: t('rechecks.answers'),
            isNumeric: true,
            cell: (row) => wholeNumber(row.answers),
          },
          {
            key: 'days',
            heading: t('rechecks.days'),
            cell: (row) => `${day(row.firstDay)} – ${day(row.lastDay)}`,
          },
          {
            key: 'largest',
            heading: t('rechecks.largest_day'),
            isNumeric: true,
            cell: (row) => wholeNumber(row.largestDay),
          },
          {
            key: 'marks',
            heading: t('rechecks.marks'),
            cell: (row) => row.marks.map((mark) => t(`rechecks.sign.${mark}`)).join('; '),
          },
        ]}
      />
    </section>
  );
}
