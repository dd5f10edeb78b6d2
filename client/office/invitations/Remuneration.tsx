import { useSignal } from '@preact/signals';
import { downloadRemunerationList, printRemunerationList } from '#contract/reissues.ts';
import { addressOf } from '../../api.ts';
import { t } from '../../i18n.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { into, TextField } from '../../ui/Field.tsx';

/** Who is paid for an answer on paper or in an interview. */
export function Remuneration(params: { readonly campaignId: string; readonly agencyCode: string }) {
  const amount = useSignal('50000');
  const isAmount = /^\d{1,9}$/.test(amount.value);
  return (
    <details class="panel">
      <summary>{t('remuneration.title')}</summary>
      <p>{t('remuneration.what')}</p>
      <TextField
        label={t('remuneration.amount')}
        value={amount.value}
        inputmode="numeric"
        isShort
        onInput={into(amount)}
      />
      {isAmount && (
        <p class="buttons">
          <ButtonLink
            href={addressOf(downloadRemunerationList.path, params, { amount: amount.value })}
            download
          >
            {t('remuneration.download')}
          </ButtonLink>
          <ButtonLink
            href={addressOf(printRemunerationList.path, params, { amount: amount.value })}
            download
          >
            {t('remuneration.print')}
          </ButtonLink>
        </p>
      )}
    </details>
  );
}
