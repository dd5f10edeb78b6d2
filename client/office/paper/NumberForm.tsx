import type { Signal } from '@preact/signals';
import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { CameraReader } from '../../ui/camera/CameraReader.tsx';
import { printedSquare } from '../../ui/camera/printed-square.ts';
import { into, TextField } from '../../ui/Field.tsx';
import type { Failure } from '../../ui/problem-words.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';

interface NumberFormProps {
  readonly form: RefObject<HTMLFormElement | null>;
  /** Of which paper the number is. */
  readonly paper: 'strip' | 'form';
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

/** A number from paper, typed or read by a camera; a scanner of the desk types Enter behind the digits. */
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
      <NumberCamera {...props} />
    </form>
  );
}

/** Stays on from paper to paper; a square of another kind of paper is named, not sent. */
function NumberCamera({ paper, number, onSubmit }: NumberFormProps) {
  const isOn = useSignal(false);
  async function take(text: string) {
    const square = printedSquare(text);
    if (square.kind === 'slip' || square.kind === 'foreign' || square.kind !== paper)
      return t(`camera.not_${paper}.${square.kind}`);
    number.value = square.number;
    await onSubmit();
    return undefined;
  }
  return (
    <>
      <div class="buttons">
        <Button onPress={() => (isOn.value = !isOn.value)}>
          {t(isOn.value ? 'camera.off' : 'camera.on')}
        </Button>
      </div>
      {isOn.value && <CameraReader say={t} onText={take} />}
    </>
  );
}
