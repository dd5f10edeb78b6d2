import { useSignal } from '@preact/signals';
import type { CallOutcome } from '#contract/calls.ts';
import { CALL_OUTCOMES } from '#contract/calls.ts';
import type { DayPart } from '#contract/day-parts.ts';
import { DAY_PARTS } from '#contract/day-parts.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceField, into, TextField } from '../../ui/Field.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import type { CallsModel } from './calls.ts';

/** No case is left without what became of the call. */
export function CallOutcomes({ model }: { readonly model: CallsModel }) {
  const outcome = useSignal<CallOutcome | ''>('');
  const day = useSignal('');
  const part = useSignal<DayPart>('morning');
  const wrong = useSignal('');
  function submit(event: Event) {
    event.preventDefault();
    const isAppointment = outcome.value === 'appointment';
    wrong.value = isAppointment && !day.value ? t('calls.day_missing') : '';
    if (!outcome.value || wrong.value) return;
    const appointment = isAppointment ? { day: day.value, part: part.value } : null;
    model.record.run(outcome.value, appointment);
  }
  return (
    <form class="panel" onSubmit={submit} noValidate>
      <RefusalNotice failure={model.record.failure.value} />
      <ChoiceField
        label={t('calls.outcome')}
        value={outcome.value}
        choices={CALL_OUTCOMES.map((name) => ({ value: name, label: t(`calls.outcomes.${name}`) }))}
        onChange={into(outcome)}
      />
      {outcome.value === 'appointment' && (
        <>
          <TextField
            label={t('calls.day')}
            type="date"
            value={day.value}
            wrong={wrong.value || undefined}
            isShort
            onInput={into(day)}
          />
          <ChoiceField
            label={t('calls.part')}
            value={part.value}
            choices={DAY_PARTS.map((name) => ({ value: name, label: t(`calls.parts.${name}`) }))}
            onChange={into(part)}
          />
        </>
      )}
      <div class="buttons">
        <Button type="submit" isBusy={model.record.isBusy.value}>
          {t('calls.record')}
        </Button>
      </div>
    </form>
  );
}
