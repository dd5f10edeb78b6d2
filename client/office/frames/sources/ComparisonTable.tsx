import type { SourceComparison } from '#contract/second-sources.ts';
import { t } from '../../../i18n.ts';
import type { ColumnOf } from '../../../ui/Table.tsx';
import { Table } from '../../../ui/Table.tsx';
import { percent, wholeNumber } from '../../../ui/words.ts';

/** Each agency's list and a second source side by side: totals, what is in both, what is absent, the estimate. */
export function ComparisonTable(props: {
  readonly comparisons: readonly SourceComparison[];
  /** Where an agency's name leads; without it, the table is about one agency. */
  readonly hrefOf?: (agencyCode: string) => string;
}) {
  const { comparisons, hrefOf } = props;
  const rows = comparisons.toSorted(
    (a, b) =>
      Number(b.standsOut) - Number(a.standsOut) ||
      (b.missing?.share ?? 0) - (a.missing?.share ?? 0),
  );
  const kind: ColumnOf<SourceComparison> = {
    key: 'source',
    heading: t('sources.source'),
    cell: (row) => t(`sources.kind.${row.kind}`),
  };
  return (
    <Table
      caption={t('sources.caption', { n: wholeNumber(rows.length) })}
      rows={rows}
      keyOf={(row) => `${row.agencyCode} ${row.kind}`}
      columns={[...(hrefOf ? [agencyColumn(hrefOf)] : []), kind, ...countColumns()]}
    />
  );
}

const agencyColumn = (hrefOf: (code: string) => string): ColumnOf<SourceComparison> => ({
  key: 'agency',
  heading: t('sources.agency'),
  cell: (row) => <a href={hrefOf(row.agencyCode)}>{row.agencyName}</a>,
});

const countColumns = (): ColumnOf<SourceComparison>[] => [
  {
    key: 'listed',
    heading: t('sources.listed'),
    isNumeric: true,
    cell: ({ listed, listedLate, lateInSource }) =>
      countWords(listed, lateInSource === null ? null : listedLate),
  },
  {
    key: 'in_source',
    heading: t('sources.in_source'),
    isNumeric: true,
    cell: ({ inSource, lateInSource }) => countWords(inSource, lateInSource),
  },
  {
    key: 'in_both',
    heading: t('sources.in_both'),
    isNumeric: true,
    cell: ({ inBoth }) => wholeNumber(inBoth),
  },
  { key: 'missing', heading: t('sources.missing'), cell: (row) => <Missing row={row} /> },
  { key: 'estimate', heading: t('sources.estimate'), cell: (row) => <Estimate row={row} /> },
];

const countWords = (n: number, late: number | null): string =>
  late === null
    ? wholeNumber(n)
    : t('sources.with_late', { n: wholeNumber(n), late: wholeNumber(late) });

function Missing({ row }: { readonly row: SourceComparison }) {
  const { absent, leftOut, lateMissing, missing, standsOut } = row;
  return (
    <div>
      {t('sources.missing_words', {
        n: wholeNumber(absent + leftOut),
        share: percent(missing?.share ?? 0),
        low: percent(missing?.low ?? 0),
        high: percent(missing?.high ?? 1),
      })}
      {standsOut && <small class="mark">{t('sources.ask')}</small>}
      {Boolean(lateMissing) && (
        <small>{t('sources.late_missing', { n: wholeNumber(lateMissing ?? 0) })}</small>
      )}{' '}
      {leftOut > 0 && <small>{t('sources.left_out', { n: wholeNumber(leftOut) })}</small>}
    </div>
  );
}

function Estimate({ row: { estimate } }: { readonly row: SourceComparison }) {
  if (!estimate) return <small>{t('sources.too_few')}</small>;
  // One source within the other: the overlap tells nothing of what both miss.
  if (estimate.standardError === 0) return <small>{t('sources.contained')}</small>;
  const whole = (value: number) => wholeNumber(Math.round(value));
  return (
    <div>
      {t('sources.estimate_words', {
        total: whole(estimate.total),
        se: whole(estimate.standardError),
        low: whole(estimate.low),
        high: whole(estimate.high),
      })}{' '}
      <small>{t('sources.missed_by_both', { n: whole(estimate.missedByBoth) })}</small>
    </div>
  );
}
