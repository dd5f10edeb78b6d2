import type { NumberGap, NumberGaps } from '#contract/completeness.ts';
import type { Indicator } from '#contract/indicators.ts';
import { t } from '../../../i18n.ts';
import { Table } from '../../../ui/Table.tsx';
import { day, decimal, wholeNumber } from '../../../ui/words.ts';
import type { CompletenessModel } from './completeness.ts';
import { besideWords } from './mark-words.ts';
import { NoteForm } from './NoteForm.tsx';

/** Dossier codes run by agency and day: which numbers the list has not. */
export function MissingNumbers(props: {
  readonly model: CompletenessModel;
  readonly gaps: NumberGaps;
  readonly indicators: readonly Indicator[];
  readonly mayExplain: boolean;
  /** To explain them is the next step. */
  readonly isNext: boolean;
}) {
  const { model, gaps, indicators, mayExplain, isNext } = props;
  const empty = indicators.find(({ name }) => name === 'emptyDays');
  const { missing, seen, days, worst, emptyDays, otherCodes, dossiersPerDay } = gaps;
  return (
    <section>
      <h2>{t('completeness.gaps')}</h2>
      <p>
        {seen === 0
          ? t('completeness.gaps_none')
          : missing === 0
            ? t('completeness.no_gaps', { n: wholeNumber(seen) })
            : t('completeness.gaps_words', {
                n: wholeNumber(missing),
                all: wholeNumber(seen + missing),
                days: wholeNumber(days),
              })}
      </p>
      {missing > 0 && (
        <>
          <p class="hint">{t('completeness.gaps_hint')}</p>
          <Table
            caption={t('completeness.gaps_caption', {
              a: wholeNumber(worst.length),
              b: wholeNumber(days),
            })}
            rows={worst}
            keyOf={(gap) => `${gap.agency}${gap.day}`}
            columns={COLUMNS()}
          />
          <NoteForm
            model={model}
            about="gaps"
            note={gaps.note}
            mayExplain={mayExplain}
            isNext={isNext}
          />
        </>
      )}
      {emptyDays.length > 0 && (
        <details>
          <summary>
            {t('completeness.empty_days', {
              n: wholeNumber(emptyDays.length),
              rate: decimal(dossiersPerDay, 1),
            })}
            {empty &&
              empty.share !== empty.province &&
              t('completeness.empty_days_beside', { beside: besideWords(empty) })}
          </summary>
          <p>{emptyDays.map(day).join(', ')}</p>
        </details>
      )}
      {otherCodes > 0 && <p>{t('completeness.other_codes', { n: wholeNumber(otherCodes) })}</p>}
    </section>
  );
}

const COLUMNS = () => [
  { key: 'day', heading: t('completeness.day'), cell: (gap: NumberGap) => day(gap.day) },
  { key: 'agency', heading: t('completeness.agency'), cell: (gap: NumberGap) => gap.agency },
  {
    key: 'ranges',
    heading: t('completeness.numbers'),
    isWide: true,
    cell: (gap: NumberGap) => rangesIn(gap),
  },
  {
    key: 'missing',
    heading: t('completeness.missing'),
    isNumeric: true,
    cell: (gap: NumberGap) => wholeNumber(gap.missing),
  },
  {
    key: 'seen',
    heading: t('completeness.seen'),
    isNumeric: true,
    cell: (gap: NumberGap) => wholeNumber(gap.seen),
  },
];

const rangesIn = ({ ranges }: NumberGap): string =>
  ranges.map(({ from, to }) => (from === to ? from : `${from}–${to}`)).join(', ');
