import type { Indicator } from '#contract/indicators.ts';
import { t } from '../../../i18n.ts';
import { Table } from '../../../ui/Table.tsx';
import { percent, wholeNumber } from '../../../ui/words.ts';
import { indicatorLabel, markWords, similarWords } from './mark-words.ts';

/** The agency's shares beside what its fields let expect and beside all agencies together. */
export function IndicatorTable({ indicators }: { readonly indicators: readonly Indicator[] }) {
  if (indicators.length === 0) return null;
  const isAlone = indicators.every(({ share, province }) => share === null || share === province);
  return (
    <section>
      <Table
        caption={
          <>
            {t('completeness.beside')}{' '}
            <small>{t(isAlone ? 'completeness.alone' : 'completeness.beside_hint')}</small>
          </>
        }
        rows={indicators}
        keyOf={(indicator) => `${indicator.name}${indicator.field ?? ''}`}
        columns={[
          {
            key: 'name',
            heading: t('completeness.indicator'),
            cell: (indicator) => (
              <>
                {indicatorLabel(indicator)}
                {indicator.side && <small class="mark">{markWords(indicator)}</small>}
              </>
            ),
          },
          {
            key: 'cases',
            heading: t('completeness.cases'),
            isNumeric: true,
            cell: ({ cases, total }) => `${wholeNumber(cases)} / ${wholeNumber(total)}`,
          },
          {
            key: 'share',
            heading: t('completeness.share'),
            isNumeric: true,
            cell: ({ share }) => (share === null ? '' : percent(share)),
          },
          ...(['expected', 'province'] as const)
            .filter(() => !isAlone)
            .map((key) => ({
              key,
              heading: t(`completeness.${key}`),
              isNumeric: true,
              cell: (indicator: Indicator) => percent(indicator[key]),
            })),
          ...(indicators.some(({ similar }) => similar)
            ? [
                {
                  key: 'similar',
                  heading: t('completeness.similar'),
                  isNumeric: true,
                  cell: (indicator: Indicator) => similarWords(indicator) ?? '',
                },
              ]
            : []),
        ]}
      />
    </section>
  );
}
