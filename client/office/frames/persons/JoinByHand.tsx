import { useSignal } from '@preact/signals';
import { t } from '../../../i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { into, TextField } from '../../../ui/Field.tsx';
import type { DoubtsModel } from './doubts.ts';

/** Two dossiers that nothing in the list connects, joined by their codes. */
export function JoinByHand({ model }: { readonly model: DoubtsModel }) {
  const first = useSignal('');
  const second = useSignal('');
  const join = async () => {
    const isDone = await model.decide.run([first.value.trim(), second.value.trim()], true);
    if (isDone) [first.value, second.value] = ['', ''];
  };
  return (
    <details>
      <summary>{t('doubts.join_title')}</summary>
      <p class="hint">{t('doubts.join_hint')}</p>
      <form
        class="filters"
        onSubmit={(event) => {
          event.preventDefault();
          void join();
        }}
      >
        <TextField label={t('doubts.first_code')} value={first.value} onInput={into(first)} />
        <TextField label={t('doubts.second_code')} value={second.value} onInput={into(second)} />
        <Button type="submit" isBusy={model.decide.isBusy.value} busyLabel={t('app.busy')}>
          {t('doubts.join')}
        </Button>
      </form>
    </details>
  );
}
