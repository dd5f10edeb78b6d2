import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { t } from '../../../i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { into, TextField } from '../../../ui/Field.tsx';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import { moment } from '../../../ui/words.ts';
import type { CompletenessModel } from './completeness.ts';

interface Note {
  readonly note: string;
  readonly at: string;
}

/** The agency's explanation of a difference. The newest one counts. */
export function NoteForm(props: {
  readonly model: CompletenessModel;
  readonly about: 'gaps' | 'totals' | 'changes';
  readonly note: Note | null;
  readonly mayExplain: boolean;
  /** It is the next step. */
  readonly isNext: boolean;
}) {
  const { model, about, note, mayExplain, isNext } = props;
  const text = useSignal('');
  const isShort = useSignal(false);
  async function send(event: Event) {
    event.preventDefault();
    isShort.value = text.value.trim().length < 5;
    if (!isShort.value && (await model.note.run(about, text.value))) text.value = '';
  }
  return (
    <>
      {note && (
        <>
          <p>{t('completeness.explained_at', { at: moment(note.at) })}</p>
          <blockquote class="verbatim">{note.note}</blockquote>
        </>
      )}
      {mayExplain && (
        <Folded isFolded={note !== null && !isNext}>
          <form onSubmit={send}>
            <RefusalNotice failure={model.note.failure.value} />
            <TextField
              label={t(`completeness.explain_${about}`)}
              value={text.value}
              wrong={isShort.value ? t('completeness.note_short') : undefined}
              onInput={into(text)}
            />
            <Button
              type="submit"
              {...(isNext && { kind: 'primary' as const })}
              isBusy={model.note.isBusy.value}
              busyLabel={t('app.saving')}
            >
              {t('completeness.keep_note')}
            </Button>
          </form>
        </Folded>
      )}
    </>
  );
}

/** What has been explained need not be explained again, but may be. */
function Folded(props: { readonly isFolded: boolean; readonly children: ComponentChildren }) {
  if (!props.isFolded) return props.children;
  return (
    <details>
      <summary>{t('completeness.explain_again')}</summary>
      {props.children}
    </details>
  );
}
