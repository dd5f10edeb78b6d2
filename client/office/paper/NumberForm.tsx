import type { Signal } from '@preact/signals';
import type { RefObject } from 'preact';
import { Button } from '../../ui/Button.tsx';
import { into, TextField } from '../../ui/Field.tsx';
import type { Failure } from '../../ui/problem-words.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';

interface NumberFormProps {
  readonly form: RefObject<HTMLFormElement | null>;
  readonly label: string;
  readonly hint: string;
  readonly number: Signal<string>;
  readonly failure: Failure | undefined;
  readonly submitWords: string;
  readonly isBusy: boolean;
  onSubmit(): Promise<unknown>;
}

export const focusNumber = ({ current }: RefObject<HTMLFormElement | null>): void =>
  current?.querySelector('input')?.focus();

/** A number from paper, typed or scanned; a scanner types Enter behind the digits. */
export function NumberForm(props: NumberFormProps) {
  const { number, onSubmit } = props;
  function submit(event: Event) {
    event.preventDefault();
    onSubmit();
  }
  return (
    <form class="panel" ref={props.form} onSubmit={submit} noValidate>
      <RefusalNotice failure={props.failure} />
      <TextField
        label={props.label}
        hint={props.hint}
        value={number.value}
        inputmode="numeric"
        autocomplete="off"
        isShort
        onInput={into(number)}
      />
      <div class="buttons">
        <Button kind="primary" type="submit" isBusy={props.isBusy}>
          {props.submitWords}
        </Button>
      </div>
    </form>
  );
}
