import { useSignal } from '@preact/signals';
import { DayMap } from './DayMap.tsx';
import { FieldPage } from './FieldPage.tsx';
import { findSlip } from './find-slip.ts';
import { HamletSection } from './HamletSection.tsx';
import { hamletGroups } from './hamlet-groups.ts';
import type { Interviewer } from './interviewer.ts';
import { ScanSlip } from './ScanSlip.tsx';
import { fieldText } from './texts.ts';

interface Props {
  readonly interviewer: Interviewer;
  readonly onChoose: (caseId: string) => void;
}

/** Whom to find today, hamlet by hamlet; printed, it is the list for who prefers paper. */
export function CaseList({ interviewer, onChoose }: Props) {
  const book = interviewer.book.value;
  const groups = hamletGroups(interviewer.cases.value, book);
  const openSlip = async (text: string) => {
    const found = await findSlip(text, interviewer.cases.value, book?.cases ?? []);
    if ('words' in found) return fieldText(found.words);
    onChoose(found.caseId);
    return undefined;
  };
  return (
    <FieldPage title={fieldText('visit.title', { n: interviewer.cases.value.length })}>
      <Contact interviewer={interviewer} />
      {groups.length > 0 && <ScanSlip label={fieldText('slip.scan')} onText={openSlip} />}
      {groups.length > 0 && <DayMap groups={groups} />}
      {groups.map(({ key }, nth) => (
        <HamletSection
          key={key}
          interviewer={interviewer}
          groups={groups}
          nth={nth}
          onChoose={onChoose}
        />
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
      {interviewer.isUnsent.value && <p class="hint">{fieldText('visit.unsent')}</p>}
      <button type="button" class="main" aria-disabled={isBusy.value} onClick={sync}>
        {fieldText(isBusy.value ? 'busy' : 'visit.sync')}
      </button>
    </section>
  );
}
