import { useSignal } from '@preact/signals';
import { Enrol } from './Enrol.tsx';
import type { Interviewer } from './interviewer.ts';
import { PinField } from './PinField.tsx';
import { fieldText } from './texts.ts';
import { isWeakPin } from './vault.ts';

/** The PIN is chosen on the telephone and known to nobody else. */
export function EnrolInterviewer({ interviewer }: { readonly interviewer: Interviewer }) {
  const pin = useSignal('');
  const again = useSignal('');
  const check = () => {
    if (isWeakPin(pin.value)) return 'pin.weak';
    return pin.value === again.value ? undefined : 'pin.differs';
  };
  return (
    <Enrol
      title={fieldText('visit.enrol')}
      check={check}
      onCode={(code) => interviewer.enrol(code, pin.value)}
    >
      <PinField id="pin" label={fieldText('pin.new')} hint={fieldText('pin.hint')} value={pin} />
      <PinField id="pin-again" label={fieldText('pin.again')} value={again} />
    </Enrol>
  );
}
