import type * as z from 'zod/mini';
import type { RowCounts } from '#contract/row-counts.ts';
import { t } from '../../i18n.ts';
import { PartsBar, PartsKey } from '../../ui/PartsBar.tsx';
import { wholeNumber } from '../../ui/words.ts';

/** rows = accepted + merged + excluded + in error, always in sight: nothing of a file disappears. */
export function RowCountBar({ counts }: { readonly counts: z.output<typeof RowCounts> }) {
  const sentence = t('counts.sum', {
    rows: wholeNumber(counts.rows),
    accepted: wholeNumber(counts.accepted),
    merged: wholeNumber(counts.merged),
    excluded: wholeNumber(counts.excluded),
    inError: wholeNumber(counts.inError),
  });
  const parts = [
    { key: 'done', label: t('counts.accepted'), count: counts.accepted },
    { key: 'merged', label: t('counts.merged'), count: counts.merged },
    { key: 'excluded', label: t('counts.excluded'), count: counts.excluded },
    { key: 'in-error', label: t('counts.inError'), count: counts.inError },
  ];
  return (
    <section class="sum" aria-label={t('counts.label')}>
      <p class="sum-line">{sentence}</p>
      {counts.rows > 0 && (
        <>
          <PartsBar parts={parts} sentence={sentence} />
          <PartsKey parts={parts} />
        </>
      )}
    </section>
  );
}
