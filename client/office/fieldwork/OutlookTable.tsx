import type * as z from 'zod/mini';
import type { AgencyOutlook, getOutlook } from '#contract/ledger.ts';
import { t } from '../../i18n.ts';
import { Table } from '../../ui/Table.tsx';
import { decimal, wholeNumber } from '../../ui/words.ts';

/** Furthest behind its plan first. */
const byNeed = (a: AgencyOutlook, b: AgencyOutlook) =>
  (a.forecast ?? a.received) / Math.max(1, a.planned) -
    (b.forecast ?? b.received) / Math.max(1, b.planned) ||
  a.agencyName.localeCompare(b.agencyName, 'vi');

const points = (halfWidth: number | null) =>
  halfWidth === null || halfWidth >= 0.5
    ? t('ledger.no_width')
    : t('ledger.width', { n: decimal(halfWidth * 100, 1) });

function stepWords({ next }: AgencyOutlook): string {
  return t(`ledger.next.${next.step}`, {
    n: wholeNumber(next.count),
    field: next.fieldName ?? '',
  });
}

export function OutlookTable(props: { readonly outlook: z.output<typeof getOutlook.reply> }) {
  const { daysLeft, agencies } = props.outlook;
  return (
    <>
      <p class="hint">{t('ledger.outlook_what', { n: wholeNumber(daysLeft) })}</p>
      <Table
        caption={t('ledger.outlook_caption')}
        rows={[...agencies].sort(byNeed)}
        keyOf={({ agencyCode }) => agencyCode}
        columns={[
          { key: 'agency', heading: t('board.agency'), cell: ({ agencyName }) => agencyName },
          { key: 'next', heading: t('ledger.next_step'), isWide: true, cell: stepWords },
          {
            key: 'received',
            heading: t('fieldwork.received'),
            isNumeric: true,
            cell: ({ received }) => wholeNumber(received),
          },
          {
            key: 'pace',
            heading: t('ledger.pace'),
            isNumeric: true,
            cell: ({ pace }) => decimal(pace, 1),
          },
          {
            key: 'forecast',
            heading: t('ledger.forecast'),
            isNumeric: true,
            cell: ({ forecast }) => (forecast === null ? '' : wholeNumber(Math.round(forecast))),
          },
          {
            key: 'planned',
            heading: t('ledger.planned'),
            isNumeric: true,
            cell: ({ planned }) => wholeNumber(Math.round(planned)),
          },
          {
            key: 'width',
            heading: t('ledger.width_forecast'),
            isNumeric: true,
            cell: ({ halfWidth }) => points(halfWidth.forecast),
          },
          {
            key: 'width_planned',
            heading: t('ledger.width_planned'),
            isNumeric: true,
            cell: ({ halfWidth }) => points(halfWidth.planned),
          },
        ]}
      />
    </>
  );
}
