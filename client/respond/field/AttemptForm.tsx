import { useSignal } from '@preact/signals';
import type { DayPart } from '#contract/day-parts.ts';
import { DAY_PARTS } from '#contract/day-parts.ts';
import type { VisitOutcome } from '#contract/visit-rules.ts';
import { VISIT_OUTCOMES } from '#contract/visit-rules.ts';
import type { Interviewer } from './interviewer.ts';
import { fieldText } from './texts.ts';

/** What became of a visit that brought no answer. */
export function AttemptForm(props: {
  readonly interviewer: Interviewer;
  readonly caseId: string;
  readonly onDone: () => void;
}) {
  const { interviewer, caseId, onDone } = props;
  const outcome = useSignal<VisitOutcome | ''>('');
  const day = useSignal('');
  const part = useSignal<DayPart>('morning');
  const fault = useSignal('');
  const isAppointment = outcome.value === 'appointment';
  const submit = async (event: Event) => {
    event.preventDefault();
    if (!outcome.value) fault.value = 'attempt.missing';
    else fault.value = isAppointment && !day.value ? 'attempt.day_missing' : '';
    if (!outcome.value || fault.value) return;
    const appointment = isAppointment ? { day: day.value, part: part.value } : null;
    await interviewer.record(caseId, outcome.value, appointment);
    onDone();
  };
  return (
    <form onSubmit={submit} noValidate>
      <fieldset class="question">
        <legend>{fieldText('attempt.title')}</legend>
        <div class="options">
          {VISIT_OUTCOMES.map((name) => (
            <label class="option" key={name}>
              <input
                type="radio"
                name="outcome"
                checked={outcome.value === name}
                onChange={() => (outcome.value = name)}
              />
              <span>{fieldText(`attempt.${name}`)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {isAppointment && (
        <>
          <label class="field" for="appointment-day">
            {fieldText('attempt.day')}
          </label>
          <input
            id="appointment-day"
            type="date"
            value={day.value}
            onInput={({ currentTarget }) => (day.value = currentTarget.value)}
          />
          <label class="field" for="appointment-part">
            {fieldText('attempt.part')}
          </label>
          <select
            id="appointment-part"
            value={part.value}
            onChange={({ currentTarget }) => (part.value = currentTarget.value as DayPart)}
          >
            {DAY_PARTS.map((name) => (
              <option key={name} value={name}>
                {fieldText(`part.${name}`)}
              </option>
            ))}
          </select>
        </>
      )}
      <p class="fault" role="alert">
        {fault.value && fieldText(fault.value)}
      </p>
      <button type="submit" class="second">
        {fieldText('attempt.record')}
      </button>
    </form>
  );
}
