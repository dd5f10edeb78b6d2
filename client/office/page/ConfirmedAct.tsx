import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import type { Act } from './act.ts';

/** A button for what cannot be undone: it asks first, shows a refusal inside, and closes when done. */
export function ConfirmedAct<Args extends unknown[], T>(props: {
  readonly act: Act<Args, T>;
  readonly label: string;
  readonly title: string;
  readonly busy: string;
  readonly isSecondary?: boolean;
  readonly word?: { readonly text: string; readonly label: string; readonly wrong: string };
  /** Gives nothing when it was refused: the dialog then stays. */
  readonly run: () => Promise<T | undefined>;
  readonly onDone?: () => void | Promise<void>;
  readonly children: ComponentChildren;
}) {
  const { act, label, word } = props;
  const isAsking = useSignal(false);
  function ask(isOpen: boolean) {
    act.forget();
    isAsking.value = isOpen;
  }
  async function go() {
    if ((await props.run()) === undefined) return;
    isAsking.value = false;
    await props.onDone?.();
  }
  return (
    <>
      <Button {...(!props.isSecondary && { kind: 'primary' as const })} onPress={() => ask(true)}>
        {label}
      </Button>
      {isAsking.value && (
        <ConfirmDialog
          title={props.title}
          yes={label}
          no={t('app.not_yet')}
          busy={props.busy}
          isBusy={act.isBusy.value}
          {...(word && { word })}
          onYes={go}
          onNo={() => ask(false)}
        >
          <RefusalNotice failure={act.failure.value} />
          {props.children}
        </ConfirmDialog>
      )}
    </>
  );
}
