import { useSignal } from '@preact/signals';
import { t } from '../i18n.ts';
import { Button } from './Button.tsx';
import { TextField } from './Field.tsx';

/** What is typed can be shown: long passwords are mistyped more often than they are looked at over a shoulder. */
export function PasswordField(props: {
  readonly label: string;
  readonly hint?: string;
  readonly autocomplete: 'current-password' | 'new-password';
  readonly value: string;
  readonly wrong?: string | undefined;
  readonly onInput: (value: string) => void;
}) {
  const isShown = useSignal(false);
  return (
    <>
      <TextField {...props} type={isShown.value ? 'text' : 'password'} />
      <Button
        kind="plain"
        onPress={() => {
          isShown.value = !isShown.value;
        }}
      >
        {t(isShown.value ? 'password.hide' : 'password.show')}
      </Button>
    </>
  );
}
