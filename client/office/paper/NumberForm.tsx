import type { Signal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { into, TextField } from '../../ui/Field.tsx';
import type { Failure } from '../../ui/problem-words.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';

interface NumberFormProps {
  readonly label: string;
  readonly hint: string;
  readonly number: Signal<string>;
  readonly failure: Failure | undefined;
  readonly submitWords: string;
  readonly isBusy: boolean;
  /** Number follows number: the cursor is back in the field after each. */
  readonly isRepeated?: boolean;
  onSubmit(): Promise<unknown>;
}

/** A number from paper, typed or scanned; a scanner types Enter behind the digits. */
export function NumberForm(props: NumberFormProps) {
  const { number, isRepeated = false, onSubmit } = props;
  const form = useRef<HTMLFormElement>(null);
  const focus = () => form.current?.querySelector('input')?.focus();
  useLayoutEffect(focus, []);
  async function submit(event: Event) {
    event.preventDefault();
    await onSubmit();
    if (isRepeated) focus();
  }
  return (
    <form class="panel" ref={form} onSubmit={submit} noValidate>
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
