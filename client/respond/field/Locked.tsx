import { useSignal } from '@preact/signals';
import { FieldPage } from './FieldPage.tsx';
import type { Interviewer } from './interviewer.ts';
import { PinField } from './PinField.tsx';
import { fieldText } from './texts.ts';
import type { Unlocked } from './vault.ts';

export function Locked({ interviewer }: { readonly interviewer: Interviewer }) {
  const pin = useSignal('');
  const fault = useSignal('');
  const isBusy = useSignal(false);
  const { unsent } = interviewer.counts.value;
  const submit = async (event: Event) => {
    event.preventDefault();
    if (isBusy.value) return;
    isBusy.value = true;
    fault.value = faultOf(await interviewer.unlock(pin.value));
    pin.value = '';
    isBusy.value = false;
  };
  return (
    <FieldPage title={fieldText('pin.title')}>
      <form onSubmit={submit} noValidate>
        <PinField id="pin" label={fieldText('pin.label')} value={pin} />
        <p class="fault" role="alert">
          {fault.value}
        </p>
        <button type="submit" class="main" data-primary aria-disabled={isBusy.value}>
          {fieldText(isBusy.value ? 'busy' : 'pin.open')}
        </button>
      </form>
      {unsent > 0 && <p class="hint">{fieldText('kiosk.unsent', { n: unsent })}</p>}
    </FieldPage>
  );
}

function faultOf(unlocked: Unlocked): string {
  if (unlocked.kind === 'wrong') return fieldText('pin.wrong', { left: unlocked.left });
  if (unlocked.kind === 'paused') return fieldText('pin.paused', { seconds: unlocked.seconds });
  return '';
}
