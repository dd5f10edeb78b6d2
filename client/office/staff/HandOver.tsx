import { useSignal } from '@preact/signals';
import { t } from '../../i18n.ts';
import { into, TextField } from '../../ui/Field.tsx';
import { ConfirmedAct } from '../page/ConfirmedAct.tsx';
import type { Account, AccountsModel } from './accounts.ts';

/** Another person takes over an account, with its post and agency. */
export function HandOver(props: { readonly model: AccountsModel; readonly account: Account }) {
  const { model, account } = props;
  const fullName = useSignal('');
  const telephone = useSignal('');
  const email = useSignal('');
  return (
    <ConfirmedAct
      act={model.handOver}
      label={t('accounts.hand_over')}
      title={t('accounts.hand_over_confirm', { username: account.username })}
      busy={t('app.busy')}
      isSecondary
      run={() =>
        model.handOver.run(account, {
          fullName: fullName.value.trim(),
          telephone: telephone.value.trim() || null,
          email: email.value.trim() || null,
        })
      }
    >
      <p>{t('accounts.hand_over_consequence', { name: account.fullName })}</p>
      <TextField
        label={t('accounts.hand_over_name')}
        value={fullName.value}
        autocomplete="off"
        onInput={into(fullName)}
      />
      <TextField
        label={t('accounts.telephone')}
        value={telephone.value}
        inputmode="tel"
        autocomplete="off"
        isShort
        onInput={into(telephone)}
      />
      <TextField
        label={t('accounts.email')}
        value={email.value}
        inputmode="email"
        autocomplete="off"
        onInput={into(email)}
      />
    </ConfirmedAct>
  );
}
