import { useComputed, useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { getOidc } from '#contract/oidc.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { into, TextField } from '../../ui/Field.tsx';
import { createLoaded } from '../../ui/loaded.ts';
import { PasswordField } from '../../ui/PasswordField.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { createAct } from '../page/act.ts';
import { go } from '../page/router.ts';
import { Screen } from '../page/Screen.tsx';
import type { Session } from '../page/session.ts';

export function SignIn({ session }: { readonly session: Session }) {
  return (
    <Screen title={t('sign_in.title')} todo={t('sign_in.todo')}>
      <SignInForm session={session} />
    </Screen>
  );
}

export function SignInForm({ session }: { readonly session: Session }) {
  const username = useSignal('');
  const password = useSignal('');
  const code = useSignal('');
  const wrong = useSignal<{ username?: string; password?: string }>({});
  const act = useMemo(
    () =>
      createAct((name: string, secret: string, code: string) => session.signIn(name, secret, code)),
    [session],
  );
  const wantsCode = useComputed(
    () => Boolean(code.value) || /^s(ign_in_with|econd)_factor/.test(act.failure.value?.code ?? ''),
  );
  function submit(event: Event) {
    event.preventDefault();
    wrong.value = {
      ...(!username.value.trim() && { username: t('sign_in.username_missing') }),
      ...(!password.value && { password: t('sign_in.password_missing') }),
    };
    if (Object.keys(wrong.value).length === 0)
      act.run(username.value, password.value, code.value.trim());
  }
  return (
    <form onSubmit={submit} noValidate>
      <RefusalNotice failure={act.failure.value} />
      <TextField
        label={t('sign_in.username')}
        autocomplete="username"
        value={username.value}
        wrong={wrong.value.username}
        onInput={into(username)}
      />
      <PasswordField
        label={t('sign_in.password')}
        autocomplete="current-password"
        value={password.value}
        wrong={wrong.value.password}
        onInput={into(password)}
      />
      {wantsCode.value && (
        <TextField
          label={t('factor.code')}
          hint={t('factor.code_hint')}
          autocomplete="one-time-code"
          isShort
          value={code.value}
          onInput={into(code)}
        />
      )}
      <div class="buttons">
        <Button
          kind="primary"
          type="submit"
          isBusy={act.isBusy.value}
          busyLabel={t('sign_in.busy')}
        >
          {t('sign_in.act')}
        </Button>
      </div>
      <OtherWays session={session} />
      <p class="hint">{t('sign_in.forgotten')}</p>
    </form>
  );
}

function OtherWays({ session }: { readonly session: Session }) {
  const passkey = useMemo(() => createAct(() => session.signInWithPasskey()), [session]);
  const provider = useMemo(() => createAct(() => session.leaveForProvider()), [session]);
  const oidc = useMemo(() => createLoaded(() => session.ask(getOidc, {})), [session]);
  useEffect(() => {
    oidc.load();
  }, [oidc]);
  const name = oidc.value.value?.name;
  return (
    <>
      <RefusalNotice failure={passkey.failure.value ?? provider.failure.value} />
      <div class="buttons">
        <Button
          isBusy={passkey.isBusy.value}
          busyLabel={t('sign_in.busy')}
          onPress={() => passkey.run()}
        >
          {t('passkeys.sign_in')}
        </Button>
        {name && (
          <Button
            isBusy={provider.isBusy.value}
            busyLabel={t('sign_in.busy')}
            onPress={() => provider.run()}
          >
            {t('oidc.sign_in', { name })}
          </Button>
        )}
      </div>
    </>
  );
}

/** Where the identity provider sends the browser. What it brought is used once and removed from the address bar. */
export function ProviderReturn({ session }: { readonly session: Session }) {
  const act = useMemo(
    () =>
      createAct(async (query: string) => {
        await session.signInFromProvider(query);
        go('/quan-tri');
      }),
    [session],
  );
  useEffect(() => {
    const query = location.search;
    history.replaceState(null, '', location.pathname);
    act.run(query);
  }, [act]);
  return (
    <Screen title={t('sign_in.title')} todo={t('oidc.returning')}>
      <RefusalNotice failure={act.failure.value}>
        <p>
          <a href="/quan-tri">{t('sign_in.title')}</a>
        </p>
      </RefusalNotice>
    </Screen>
  );
}
