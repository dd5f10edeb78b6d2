import { useComputed, useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { into, TextField } from '../../ui/Field.tsx';
import { PasswordField } from '../../ui/PasswordField.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { createAct } from '../page/act.ts';
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
  const act = useMemo(() => createAct(() => session.signInWithPasskey()), [session]);
  return (
    <>
      <RefusalNotice failure={act.failure.value} />
      <div class="buttons">
        <Button isBusy={act.isBusy.value} busyLabel={t('sign_in.busy')} onPress={() => act.run()}>
          {t('passkeys.sign_in')}
        </Button>
      </div>
    </>
  );
}
