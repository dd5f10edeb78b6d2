import type { Replied } from '#contract/endpoint.ts';
import type { CheckedDoor, CheckedTaker, listRechecks } from '#contract/rechecks.ts';
import { t } from '../../i18n.ts';
import type { ColumnOf } from '../../ui/Table.tsx';
import { Table } from '../../ui/Table.tsx';
import { percent, wholeNumber } from '../../ui/words.ts';

type Tally = Pick<
  CheckedDoor,
  'drawn' | 'confirmed' | 'contradicted' | 'notReached' | 'interval'
> & { readonly isMarked?: boolean };

/** By who took the answers, by door and by agency: counts, and the share contradicted with its range. */
export function CheckedTables({ found }: { readonly found: Replied<typeof listRechecks> }) {
  if (found.doors.length === 0) return null;
  return (
    <section>
      <h2>{t('rechecks.found')}</h2>
      <Table
        caption={t('rechecks.by_taker')}
        rows={found.takers}
        keyOf={(row) => row.door + row.takerId}
        columns={[
          { key: 'name', heading: t('rechecks.taker'), cell: takerWords },
          ...tallyColumns<CheckedTaker>(),
        ]}
      />
      <Table
        caption={t('rechecks.by_door')}
        rows={found.doors}
        keyOf={(row) => row.door}
        columns={[
          { key: 'door', heading: t('rechecks.door'), cell: (row) => t(`mode.${row.door}`) },
          ...tallyColumns<CheckedDoor>(),
        ]}
      />
      <details>
        <summary>{t('rechecks.by_agency')}</summary>
        <Table
          caption={t('rechecks.by_agency')}
          rows={found.agencies}
          keyOf={(row) => row.agencyCode}
          columns={[
            { key: 'agency', heading: t('rechecks.agency'), cell: (row) => row.agencyName },
            ...tallyColumns<(typeof found.agencies)[number]>(),
          ]}
        />
      </details>
      <p class="hint">{t('rechecks.mark_note')}</p>
    </section>
  );
}

export const takerWords = (row: Pick<CheckedTaker, 'takerName' | 'door'>): string =>
  `${row.takerName} · ${t(`mode.${row.door}`)}`;

function tallyColumns<Row extends Tally>(): ColumnOf<Row>[] {
  const count = (key: 'drawn' | 'confirmed' | 'contradicted' | 'notReached'): ColumnOf<Row> => ({
    key,
    heading: t(`rechecks.${key}`),
    isNumeric: true,
    cell: (row) => wholeNumber(row[key]),
  });
  return [
    count('drawn'),
    count('confirmed'),
    count('contradicted'),
    count('notReached'),
    {
      key: 'range',
      heading: t('rechecks.range'),
      cell: ({ interval }) =>
        interval
          ? t('rechecks.from_to', { from: percent(interval.lower), to: percent(interval.upper) })
          : t('rechecks.nobody_reached'),
    },
    {
      key: 'mark',
      heading: t('rechecks.mark'),
      cell: ({ isMarked }) => (isMarked ? t('rechecks.marked') : ''),
    },
  ];
}
