import { useSignal } from '@preact/signals';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';

/** A text that can be sent by Zalo, and a button that copies it. */
export function ReminderText({ text }: { readonly text: string }) {
  const isCopied = useSignal(false);
  return (
    <>
      <span>{text}</span>{' '}
      <Button
        kind="plain"
        onPress={async () => {
          await navigator.clipboard?.writeText(text);
          isCopied.value = true;
        }}
      >
        {t(isCopied.value ? 'calendar.copied' : 'calendar.copy')}
      </Button>
    </>
  );
}
