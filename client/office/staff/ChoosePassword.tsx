import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { into, TextField } from '../../ui/Field.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { createAct } from '../act.ts';
import { go } from '../router.ts';
import { Screen } from '../Screen.tsx';
import type { Session } from '../session.ts';

const SHORTEST = 10;

/** The one-time link: its secret stands behind `#`, is read once and leaves the address bar at once. */
export function ChoosePassword({ session }: { readonly session: Session }) {
  const token = useMemo(() => {
    const secret = location.hash.slice(1);
    history.replaceState(null, '', location.pathname);
    return secret;
  }, []);
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
  function submit(event: Event) {
    event.preventDefault();
    const missing = SHORTEST - password.value.length;
    wrong.value = missing > 0 ? t('password.too_short', { missing }) : undefined;
    if (missing <= 0) act.run(password.value);
  }
  if (!/^[A-Z2-7]{32}$/.test(token)) {
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
      <form onSubmit={submit} noValidate>
        <RefusalNotice failure={act.failure.value} />
        <TextField
          label={t('password.label')}
          hint={t('password.hint')}
          type="password"
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
    </Screen>
  );
}
