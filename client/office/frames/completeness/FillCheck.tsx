import { useSignal } from '@preact/signals';
import { t } from '../../../i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { into, TextField } from '../../../ui/Field.tsx';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import type { RegisterChecksModel } from './register-checks.ts';

export const isCount = (text: string): boolean => /^\d{1,6}$/u.test(text.trim());

/** What the counter has found of the entries drawn; written once. */
export function FillCheck(props: {
  readonly act: RegisterChecksModel['fill'];
  readonly checkId: string;
  readonly kind?: 'primary';
}) {
  const { act, checkId, kind } = props;
  const [absent, unhappy, note] = [useSignal(''), useSignal(''), useSignal('')];
  const isWrong = useSignal(false);
  async function send(event: Event) {
    event.preventDefault();
    isWrong.value = !isCount(absent.value) || !isCount(unhappy.value);
    if (!isWrong.value)
      await act.run(checkId, Number(absent.value), Number(unhappy.value), note.value.trim());
  }
  const wrong = isWrong.value ? t('completeness.number_wrong') : undefined;
  return (
    <form class="panel" onSubmit={send}>
      <RefusalNotice failure={act.failure.value} />
      <TextField
        label={t('register_check.absent')}
        inputmode="numeric"
        value={absent.value}
        wrong={wrong}
        onInput={into(absent)}
      />
      <TextField
        label={t('register_check.unhappy')}
        inputmode="numeric"
        value={unhappy.value}
        onInput={into(unhappy)}
      />
      <TextField label={t('register_check.note')} value={note.value} onInput={into(note)} />
      <Button
        type="submit"
        {...(kind && { kind })}
        isBusy={act.isBusy.value}
        busyLabel={t('app.saving')}
      >
        {t('register_check.keep')}
      </Button>
    </form>
  );
}
