import { useSignal } from '@preact/signals';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { into, TextField } from '../../ui/Field.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import type { RequestProps } from './data-requests.ts';

/** All five as the person says they are: an empty field is stored as empty. */
export function CorrectForm({ model, request }: RequestProps) {
  const [fullName, phone, address] = [useSignal(''), useSignal(''), useSignal('')];
  const [hamlet, email, isSaved] = [useSignal(''), useSignal(''), useSignal(false)];
  const written = (value: string) => value.trim() || null;
  async function submit(event: Event) {
    event.preventDefault();
    const place = { address: written(address.value), hamlet: written(hamlet.value) };
    const reach = {
      phone: written(phone.value.replaceAll(/\D/g, '')),
      email: written(email.value),
    };
    const body = { fullName: fullName.value, ...place, ...reach };
    isSaved.value = (await model.correct.run(request.code, body)) !== undefined;
  }
  const fields = { full_name: fullName, phone, address, hamlet, email };
  return (
    <details>
      <summary>{t('data_requests.correct')}</summary>
      <form onSubmit={submit} noValidate>
        <p>{t('data_requests.correct_what')}</p>
        <RefusalNotice failure={model.correct.failure.value} />
        {Object.entries(fields).map(([name, value]) => (
          <TextField
            key={name}
            label={t(`data_requests.fields.${name}`)}
            value={value.value}
            onInput={into(value)}
          />
        ))}
        <Button type="submit" isBusy={model.correct.isBusy.value}>
          {t('data_requests.correct_save')}
        </Button>
        {isSaved.value && <p role="status">{t('data_requests.corrected')}</p>}
      </form>
    </details>
  );
}
