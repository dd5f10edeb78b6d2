import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { into, TextField } from './Field.tsx';

/**
 * Only for what cannot be undone. The safe button comes first and has the focus; for a draw and for
 * publishing the short word shown is typed.
 */
export function ConfirmDialog(props: {
  readonly title: string;
  readonly children: ComponentChildren;
  readonly yes: string;
  readonly no: string;
  readonly busy: string;
  readonly isBusy: boolean;
  readonly word?: { readonly text: string; readonly label: string; readonly wrong: string };
  readonly onYes: () => void;
  readonly onNo: () => void;
}) {
  const typed = useSignal('');
  const wrong = useSignal<string | undefined>(undefined);
  const { word } = props;
  function confirm() {
    if (word && typed.value.trim().normalize('NFC').toUpperCase() !== word.text) {
      wrong.value = word.wrong;
      return;
    }
    props.onYes();
  }
  return (
    <Dialog title={props.title} onClose={props.onNo}>
      {props.children}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          confirm();
        }}
      >
        {word && (
          <TextField
            label={word.label}
            value={typed.value}
            wrong={wrong.value}
            autocomplete="off"
            onInput={into(typed)}
          />
        )}
        <div class="buttons">
          <Button onPress={props.onNo}>{props.no}</Button>
          <Button kind="danger" type="submit" isBusy={props.isBusy} busyLabel={props.busy}>
            {props.yes}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
