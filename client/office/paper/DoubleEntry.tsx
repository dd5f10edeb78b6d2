import { useSignal } from '@preact/signals';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { into, TextField } from '../../ui/Field.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import type { PaperFormsModel } from './paper-forms.ts';

/** How many of a hundred forms two people enter. */
export function DoubleEntry({ model }: { readonly model: PaperFormsModel }) {
  const typed = useSignal(String(model.reconciliation.value.value?.doublePercent ?? 100));
  const wrong = useSignal('');
  function submit(event: Event) {
    event.preventDefault();
    const share = Number(typed.value);
    const isShare = /^\d{1,3}$/.test(typed.value.trim()) && share <= 100;
    wrong.value = isShare ? '' : t('paper.share_wrong');
    if (isShare) model.setShare.run(share);
  }
  return (
    <details class="panel">
      <summary>{t('paper.share')}</summary>
      <p>{t('paper.share_what')}</p>
      <form onSubmit={submit} noValidate>
        <RefusalNotice failure={model.setShare.failure.value} />
        <TextField
          label={t('paper.share_label')}
          wrong={wrong.value || undefined}
          value={typed.value}
          inputmode="numeric"
          isShort
          onInput={into(typed)}
        />
        <div class="buttons">
          <Button type="submit" isBusy={model.setShare.isBusy.value}>
            {t('paper.share_set')}
          </Button>
        </div>
      </form>
    </details>
  );
}
