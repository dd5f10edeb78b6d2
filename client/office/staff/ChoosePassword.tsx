import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { Replied } from '#contract/endpoint.ts';
import { lookUpPasswordLink } from '#contract/staff.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { into } from '../../ui/Field.tsx';
import { createLoaded } from '../../ui/loaded.ts';
import { PasswordField } from '../../ui/PasswordField.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { createAct } from '../page/act.ts';
import { go } from '../page/router.ts';
import { Screen } from '../page/Screen.tsx';
import type { Session } from '../page/session.ts';

type LinkedAccount = Replied<typeof lookUpPasswordLink>;

const SHORTEST = 10;
const TOKEN = /^[A-Z2-7]{32}$/;

/** The one-time link. Its secret is behind `#`, is read once and is removed from the address bar. */
export function ChoosePassword({ session }: { readonly session: Session }) {
  const token = useMemo(() => {
    const secret = location.hash.slice(1);
    history.replaceState(null, '', location.pathname);
    return secret;
  }, []);
  if (!TOKEN.test(token)) {
    return (
      <Screen title={t('password.title')} todo={t('password.no_token')}>
        <p>
          <a href="/quan-tri">{t('sign_in.title')}</a>
        </p>
      </Screen>
    );
  }
  return (
    <Screen title={t('password.title')} todo={t('password.todo')}>
      <PasswordForm session={session} token={token} />
    </Screen>
  );
}

function PasswordForm({ session, token }: { readonly session: Session; readonly token: string }) {
  const password = useSignal('');
  const wrong = useSignal<string | undefined>(undefined);
  const act = useMemo(
    () =>
      createAct(async (chosen: string) => {
        await session.choosePassword(token, chosen);
        go('/quan-tri');
      }),
    [session, token],
  );
  const account = useMemo(
    () => createLoaded(() => session.ask(lookUpPasswordLink, { body: { token } })),
    [session, token],
  );
  useEffect(() => {
    account.load();
  }, [account]);
  function submit(event: Event) {
    event.preventDefault();
    const missing = SHORTEST - password.value.length;
    wrong.value = missing > 0 ? t('password.too_short', { missing }) : undefined;
    if (missing <= 0) act.run(password.value);
  }
  return (
    <form onSubmit={submit} noValidate>
      <RefusalNotice failure={act.failure.value ?? account.failure.value} />
      {account.value.value && <AccountLine {...account.value.value} />}
      <PasswordField
        label={t('password.label')}
        hint={t('password.hint')}
        autocomplete="new-password"
        value={password.value}
        wrong={wrong.value}
        onInput={into(password)}
      />
      <div class="buttons">
        <Button kind="primary" type="submit" isBusy={act.isBusy.value} busyLabel={t('app.busy')}>
          {t('password.act')}
        </Button>
      </div>
    </form>
  );
}

function AccountLine({ username, fullName, agencyName }: LinkedAccount) {
  return (
    <p>
      {t('password.whose')} <strong>{username}</strong> (
      {[fullName, agencyName].filter(Boolean).join(' · ')})
    </p>
  );
}
