import type { Indicator } from '#contract/completeness.ts';
import { t } from '../../../i18n.ts';
import { Table } from '../../../ui/Table.tsx';
import { percent, wholeNumber } from '../../../ui/words.ts';
import { markWords } from '../board/board-columns.tsx';

/** The unit's shares beside what its fields let expect and beside all units together. */
export function IndicatorTable({ indicators }: { readonly indicators: readonly Indicator[] }) {
  if (indicators.length === 0) return null;
  const isAlone = indicators.every(({ share, province }) => share === null || share === province);
  return (
    <section>
      <Table
        caption={
          <>
            {t('reconcile.beside')}{' '}
            <small>{t(isAlone ? 'reconcile.alone' : 'reconcile.beside_hint')}</small>
          </>
        }
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
          ...(['expected', 'province'] as const)
            .filter(() => !isAlone)
            .map((key) => ({
              key,
              heading: t(`reconcile.${key}`),
              isNumeric: true,
              cell: (indicator: Indicator) => percent(indicator[key]),
            })),
        ]}
      />
    </section>
  );
}
