import { useSignal } from '@preact/signals';
import type { VanishingReason } from '#contract/vanished-dossiers.ts';
import { VANISHING_REASONS } from '#contract/vanished-dossiers.ts';
import { t } from '../../../i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { into, SelectField, TextField } from '../../../ui/Field.tsx';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import { wholeNumber } from '../../../ui/words.ts';
import type { CompletenessModel } from './completeness.ts';

/** One reason for the dossiers that are ticked, or for all that have none. */
export function ExplainVanished(props: {
  readonly model: CompletenessModel;
  readonly unexplained: number;
}) {
  const { model, unexplained } = props;
  const reason = useSignal<VanishingReason | ''>('');
  const note = useSignal('');
  const wrong = useSignal<string | undefined>(undefined);
  const chosen = model.chosen.value.size;
  async function send(event: Event) {
    event.preventDefault();
    wrong.value = reason.value === '' ? t('completeness.reason_missing') : undefined;
    if (reason.value !== '' && (await model.explain.run(reason.value, note.value.trim())))
      note.value = '';
  }
  return (
    <form class="panel" onSubmit={send}>
      <RefusalNotice failure={model.explain.failure.value} />
      <SelectField
        label={t('completeness.choose_reason')}
        value={reason.value}
        wrong={wrong.value}
        choices={[
          { value: '' as const, label: t('completeness.choose') },
          ...VANISHING_REASONS.map((value) => ({ value, label: t(`vanishing.${value}`) })),
        ]}
        onChange={into(reason)}
      />
      <TextField label={t('completeness.note')} value={note.value} onInput={into(note)} />
      <Button
        type="submit"
        kind="primary"
        isBusy={model.explain.isBusy.value}
        busyLabel={t('app.saving')}
      >
        {chosen > 0
          ? t('completeness.explain_chosen', { n: wholeNumber(chosen) })
          : t('completeness.explain_all', { n: wholeNumber(unexplained) })}
      </Button>
    </form>
  );
}
