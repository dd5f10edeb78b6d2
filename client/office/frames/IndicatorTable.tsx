import type { Indicator } from '#contract/completeness.ts';
import { t } from '../../i18n.ts';
import { Table } from '../../ui/Table.tsx';
import { percent, wholeNumber } from '../../ui/words.ts';
import { markWords } from './board-columns.tsx';

/** The unit's shares beside what its fields let expect and beside all units together. */
export function IndicatorTable({ indicators }: { readonly indicators: readonly Indicator[] }) {
  if (indicators.length === 0) return null;
  return (
    <section>
      <h2>{t('reconcile.beside')}</h2>
      <Table
        caption={t('reconcile.beside_hint')}
        rows={indicators}
        keyOf={(indicator) => indicator.name}
        columns={[
          {
            key: 'name',
            heading: t('reconcile.indicator'),
            cell: (indicator) => (
              <>
                {t(`indicator.${indicator.name}.label`)}
                {indicator.side && <small class="mark">{markWords(indicator)}</small>}
              </>
            ),
          },
          {
            key: 'cases',
            heading: t('reconcile.cases'),
            isNumeric: true,
            cell: ({ cases, total }) => `${wholeNumber(cases)} / ${wholeNumber(total)}`,
          },
          {
            key: 'share',
            heading: t('reconcile.share'),
            isNumeric: true,
            cell: ({ share }) => (share === null ? '' : percent(share)),
          },
          {
            key: 'expected',
            heading: t('reconcile.expected'),
            isNumeric: true,
            cell: ({ expected }) => percent(expected),
          },
          {
            key: 'province',
            heading: t('reconcile.province'),
            isNumeric: true,
            cell: ({ province }) => percent(province),
          },
        ]}
      />
    </section>
  );
}
