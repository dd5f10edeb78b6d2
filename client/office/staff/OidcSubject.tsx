import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { setOidcSubject } from '#contract/oidc.ts';
import { t } from '../../i18n.ts';
import { into, TextField } from '../../ui/Field.tsx';
import { createAct } from '../page/act.ts';
import { ConfirmedAct } from '../page/ConfirmedAct.tsx';
import type { Ask } from '../page/session.ts';
import type { Account } from './accounts.ts';

/** Which person of the province's identity provider an account belongs to. */
export function OidcSubject(props: { readonly ask: Ask; readonly account: Account }) {
  const { ask, account } = props;
  const subject = useSignal('');
  const act = useMemo(
    () =>
      createAct(async (written: string | null) => {
        await ask(setOidcSubject, {
          params: { staffId: account.id },
          body: { subject: written },
        });
        return true;
      }),
    [ask, account.id],
  );
  return (
    <ConfirmedAct
      act={act}
      label={t('oidc.subject_act')}
      title={t('oidc.subject_confirm', { username: account.username })}
      busy={t('app.busy')}
      isSecondary
      run={() => act.run(subject.value.trim() || null)}
    >
      <p>{t('oidc.subject_consequence')}</p>
      <TextField
        label={t('oidc.subject')}
        value={subject.value}
        autocomplete="off"
        onInput={into(subject)}
      />
    </ConfirmedAct>
  );
}
