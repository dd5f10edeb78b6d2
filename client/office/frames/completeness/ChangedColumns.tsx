import type { Completeness } from '#contract/completeness.ts';
import { t } from '../../../i18n.ts';
import { wholeNumber } from '../../../ui/words.ts';
import type { CompletenessModel } from './completeness.ts';
import { NoteForm } from './NoteForm.tsx';

/** In which columns dossiers changed, and why names and phones did. */
export function ChangedColumns(props: {
  readonly model: CompletenessModel;
  readonly change: NonNullable<Completeness['change']>;
  readonly mayExplain: boolean;
  readonly isNoteNext: boolean;
}) {
  const { model, change, mayExplain, isNoteNext } = props;
  const { columns, compared, renamed, rephoned, unexplainedChanges, changesNote } = change;
  if (columns.length === 0 && renamed + rephoned === 0) return null;
  return (
    <>
      {columns.length > 0 && (
        <>
          <p>{t('completeness.columns_words', { n: wholeNumber(compared) })}</p>
          <ul>
            {columns.map(({ column, dossiers }) => (
              <li key={column}>
                {t(`changed_column.${column}`)}: {wholeNumber(dossiers)}
              </li>
            ))}
          </ul>
        </>
      )}
      {(unexplainedChanges > 0 || changesNote) && (
        <>
          <p class={unexplainedChanges > 0 ? 'mark' : undefined}>
            {t('completeness.identities_words', {
              names: wholeNumber(renamed),
              phones: wholeNumber(rephoned),
              n: wholeNumber(compared),
            })}
          </p>
          <NoteForm
            model={model}
            about="changes"
            note={changesNote}
            mayExplain={mayExplain}
            isNext={isNoteNext}
          />
        </>
      )}
    </>
  );
}
