import { useSignal } from '@preact/signals';
import { writtenDay } from '#contract/calendar.ts';
import { FieldPage } from './FieldPage.tsx';
import { findSlip } from './find-slip.ts';
import type { Interviewer } from './interviewer.ts';
import { ScanSlip } from './ScanSlip.tsx';
import { fieldText } from './texts.ts';
import type { ShownCase } from './visit-book.ts';
import { byHamlet } from './visit-book.ts';

interface Props {
  readonly interviewer: Interviewer;
  readonly onChoose: (caseId: string) => void;
}

/** Whom to find today, hamlet by hamlet; printed, it is the list for who prefers paper. */
export function CaseList({ interviewer, onChoose }: Props) {
  const book = interviewer.book.value;
  const groups = byHamlet(interviewer.cases.value, book?.hamlets ?? []);
  const names = groups.map(([name]) => name);
  const openSlip = async (text: string) => {
    const found = await findSlip(text, interviewer.cases.value, book?.cases ?? []);
    if ('words' in found) return fieldText(found.words);
    onChoose(found.caseId);
    return undefined;
  };
  return (
    <FieldPage title={fieldText('visit.title', { n: interviewer.cases.value.length })}>
      <Contact interviewer={interviewer} />
      {names.length > 0 && <ScanSlip label={fieldText('slip.scan')} onText={openSlip} />}
      {groups.map(([name, cases], nth) => (
        <section key={name}>
          <h2>{name || fieldText('visit.no_hamlet')}</h2>
          {nth > 0 && (
            <button
              type="button"
              class="link no-print"
              onClick={() => interviewer.moveUp(names, name)}
              aria-label={fieldText('visit.earlier_of', {
                hamlet: name || fieldText('visit.no_hamlet'),
              })}
            >
              {fieldText('visit.earlier')}
            </button>
          )}
          <ul class="field-list">
            {cases.map((shown) => (
              <li key={shown.caseId}>
                <CaseLine shown={shown} onChoose={onChoose} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      <button type="button" class="second" onClick={() => print()}>
        {fieldText('visit.print')}
      </button>
      <button type="button" class="second" onClick={() => interviewer.lock()}>
        {fieldText('pin.lock')}
      </button>
    </FieldPage>
  );
}

function Contact({ interviewer }: { readonly interviewer: Interviewer }) {
  const isBusy = useSignal(false);
  const { contactAt } = interviewer.book.value ?? {};
  const { unsent, setAside } = interviewer.counts.value;
  const refused = interviewer.refused.value;
  const sync = async () => {
    if (isBusy.value) return;
    isBusy.value = true;
    await interviewer.sync();
    isBusy.value = false;
  };
  const day = contactAt ? new Date(contactAt).toLocaleString('vi-VN') : fieldText('visit.never');
  return (
    <section class="no-print">
      <p role="status">{fieldText('visit.state', { unsent, day })}</p>
      {setAside > 0 && <p class="hint">{fieldText('visit.set_aside', { n: setAside })}</p>}
      {refused > 0 && <p class="notice attention">{fieldText('visit.refused', { n: refused })}</p>}
      {interviewer.isOffline.value && <p class="hint">{fieldText('visit.offline')}</p>}
      <button type="button" class="main" aria-disabled={isBusy.value} onClick={sync}>
        {fieldText(isBusy.value ? 'busy' : 'visit.sync')}
      </button>
    </section>
  );
}

function CaseLine(props: {
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
