import { useSignal } from '@preact/signals';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { into, TextField } from '../../ui/Field.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { day } from '../../ui/words.ts';
import type { RetentionModel } from './retention.ts';

const LEAST = 10;

/** A later day needs a reason that can be read by others. */
export function PostponeForm(props: { readonly model: RetentionModel; readonly from: string }) {
  const { model, from } = props;
  const wasSent = useSignal(false);
  const wrongDay = model.until.value <= from ? t('retention.until_wrong', { day: day(from) }) : '';
  const wrongReason = model.reason.value.trim().length < LEAST ? t('retention.reason_wrong') : '';
  async function submit(event: Event) {
    event.preventDefault();
    wasSent.value = true;
    if (wrongDay || wrongReason || !(await model.postpone.run())) return;
    wasSent.value = false;
    await model.retention.load();
  }
  const shown = (complaint: string) => (wasSent.value && complaint) || undefined;
  return (
    <form class="panel" onSubmit={submit} noValidate>
      <h2>{t('retention.postpone')}</h2>
      <RefusalNotice failure={model.postpone.failure.value} />
      <TextField
        label={t('retention.until')}
        type="date"
        isShort
        value={model.until.value}
        wrong={shown(wrongDay)}
        onInput={into(model.until)}
      />
      <TextField
        label={t('retention.reason')}
        hint={t('retention.reason_hint')}
        value={model.reason.value}
        wrong={shown(wrongReason)}
        onInput={into(model.reason)}
      />
      <div class="buttons">
        <Button type="submit" isBusy={model.postpone.isBusy.value} busyLabel={t('app.saving')}>
          {t('retention.postpone')}
        </Button>
      </div>
    </form>
  );
}
