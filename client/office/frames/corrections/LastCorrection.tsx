import { t } from '../../../i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import { wholeNumber } from '../../../ui/words.ts';
import type { CorrectionsModel, Done } from './corrections.ts';

/** What was done last, what has become of it, and the way back: it stays in sight while rows are mended. */
export function LastCorrection({ model }: { readonly model: CorrectionsModel }) {
  const done = model.done.value;
  const newest = model.newest.value;
  const left = model.problems.value.value?.rows ?? 0;
  return (
    <section class="correction-done" tabIndex={-1} aria-label={t('corrections.last')}>
      <RefusalNotice failure={model.undo.failure.value} />
      <p role="status">
        {model.isUndone.value && t('corrections.undone')}
        {done && `${wordsOf(done)} ${t('corrections.left', { n: wholeNumber(left) })}`}
      </p>
      {newest && (
        <Button
          onPress={() => model.undo.run(newest.correctionId)}
          isBusy={model.undo.isBusy.value}
          busyLabel={t('corrections.undoing')}
        >
          {t(newest.rows > 1 ? 'corrections.undo_rows' : 'corrections.undo', {
            n: wholeNumber(newest.rows),
          })}
        </Button>
      )}
    </section>
  );
}

function wordsOf({ result, row }: Done): string {
  const { rows, accepted, merged, excluded, inError, unchanged, unknown } = result;
  if (row && rows > 0) {
    const end = inError > 0 ? 'in_error' : excluded > 0 ? 'excluded' : 'in';
    return t(`corrections.row_${end}`, { n: row.line });
  }
  const words = t('corrections.rows_done', {
    rows: wholeNumber(rows),
    mended: wholeNumber(accepted + merged),
    excluded: wholeNumber(excluded),
    inError: wholeNumber(inError),
  });
  const further = [
    unchanged > 0 && t('corrections.unchanged', { n: wholeNumber(unchanged) }),
    unknown > 0 && t('corrections.unknown', { n: wholeNumber(unknown) }),
  ];
  return [words, ...further].filter(Boolean).join(' ');
}
