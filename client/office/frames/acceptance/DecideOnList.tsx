import { useSignal } from '@preact/signals';
import type { Acceptance } from '#contract/acceptance.ts';
import { t } from '../../../i18n.ts';
import { ConfirmedAct } from '../../page/ConfirmedAct.tsx';
import type { AcceptanceModel } from './acceptance.ts';

const MOST = 500;

/** Accepted as it is, accepted with a remark that is printed, or returned with what is to be added. */
export function DecideOnList(props: {
  readonly model: AcceptanceModel;
  readonly acceptance: Acceptance;
}) {
  const { model, acceptance } = props;
  const note = useSignal('');
  const { state } = acceptance;
  if (state === 'absent') return null;
  const text = note.value.trim();
  const done = () => {
    note.value = '';
    return model.load();
  };
  return (
    <section class="panel">
      <label class="field">
        <span>{t('acceptance.note')}</span>
        <span class="hint">{t('acceptance.note_hint')}</span>
        <textarea
          class="input"
          rows={4}
          maxLength={MOST}
          value={note.value}
          onInput={(event) => {
            note.value = event.currentTarget.value;
          }}
        />
      </label>
      <div class="buttons">
        {state === 'signed' && (
          <ConfirmedAct
            act={model.decide}
            label={t(text ? 'acceptance.accept_with_remark' : 'acceptance.accept')}
            title={t('acceptance.accept_confirm')}
            busy={t('app.busy')}
            run={() => model.decide.run('accepted', text)}
            onDone={done}
          >
            <p>{t(text ? 'acceptance.remark_consequence' : 'acceptance.accept_consequence')}</p>
            {text && <blockquote class="verbatim">{text}</blockquote>}
          </ConfirmedAct>
        )}
        <ConfirmedAct
          act={model.decide}
          label={t('acceptance.return')}
          title={t('acceptance.return_confirm')}
          busy={t('app.busy')}
          isSecondary
          run={() => model.decide.run('returned', text)}
          onDone={done}
        >
          <p>{t(text ? 'acceptance.return_consequence' : 'acceptance.return_needs_note')}</p>
          {text && <blockquote class="verbatim">{text}</blockquote>}
        </ConfirmedAct>
      </div>
    </section>
  );
}
