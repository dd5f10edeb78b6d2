import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { Refusal } from '../../api.ts';
import { Unheard } from '../calls.ts';
import { FieldPage } from './FieldPage.tsx';
import { fieldText } from './texts.ts';

/** The code that Home Affairs has read out; what else the device asks for comes as children. */
export function Enrol(props: {
  readonly title: string;
  /** Gives the name of the text that says what is wrong, or nothing. */
  readonly check?: () => string | undefined;
  readonly onCode: (code: string) => Promise<void>;
  readonly children?: ComponentChildren;
}) {
  const typed = useSignal('');
  const fault = useSignal('');
  const isBusy = useSignal(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (isBusy.value) return;
    fault.value = typed.value.trim() ? (props.check?.() ?? '') : 'enrol.empty';
    if (fault.value) return;
    isBusy.value = true;
    fault.value = await faultOf(props.onCode(typed.value));
    isBusy.value = false;
  };
  return (
    <FieldPage title={props.title}>
      <form onSubmit={submit} noValidate>
        <label class="field" for="enrolment-code">
          {fieldText('enrol.code')}
        </label>
        <p id="enrolment-hint" class="hint">
          {fieldText('enrol.hint')}
        </p>
        <input
          id="enrolment-code"
          class="digits"
          type="text"
          autocomplete="off"
          autocapitalize="characters"
          aria-describedby="enrolment-hint enrolment-fault"
          aria-invalid={fault.value !== ''}
          value={typed.value}
          onInput={({ currentTarget }) => (typed.value = currentTarget.value)}
        />
        {props.children}
        <p id="enrolment-fault" class="fault" role="alert">
          {fault.value && fieldText(fault.value)}
        </p>
        <button type="submit" class="main" data-primary aria-disabled={isBusy.value}>
          {fieldText(isBusy.value ? 'busy' : 'enrol.go')}
        </button>
      </form>
    </FieldPage>
  );
}

async function faultOf(work: Promise<void>): Promise<string> {
  try {
    await work;
    return '';
  } catch (error) {
    if (error instanceof Unheard) return 'unheard';
    if (!(error instanceof Refusal)) throw error;
    return error.code === 'enrolment_code_invalid' ? 'enrol.invalid' : 'unheard';
  }
}
