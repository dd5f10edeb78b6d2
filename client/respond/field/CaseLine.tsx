import { writtenDay } from '#contract/written-day.ts';
import { fieldText } from './texts.ts';
import type { ShownCase } from './visit-book.ts';

/** Whom to find, and what is known of earlier visits. */
export function CaseLine(props: {
  readonly shown: ShownCase;
  readonly onChoose: (caseId: string) => void;
}) {
  const { caseId, fullName, address, attempts, appointment, isBegun } = props.shown;
  return (
    <>
      <button type="button" class="link strong" onClick={() => props.onChoose(caseId)}>
        {fullName}
      </button>
      <br />
      {address}
      <br />
      <span class="hint">
        {fieldText('visit.attempts', { n: attempts.length })}
        {appointment &&
          ` · ${fieldText('visit.appointment', {
            day: writtenDay(appointment.day),
            part: fieldText(`part.${appointment.part}`),
          })}`}
        {isBegun && ` · ${fieldText('visit.begun')}`}
      </span>
    </>
  );
}
