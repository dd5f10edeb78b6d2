import { useMemo } from 'preact/hooks';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { createAct } from '../page/act.ts';
import type { Session } from '../page/session.ts';
import { SignInForm } from '../staff/SignIn.tsx';

/** Warns two minutes before a session ends. Afterwards it asks to sign in, over the screen as it was. */
export function SessionDialog({ session }: { readonly session: Session }) {
  const goOn = useMemo(() => createAct(() => session.goOn()), [session]);
  if (session.hasEnded.value) {
    return (
      <Dialog title={t('session.ended')} onClose={() => {}}>
        <p>{t('session.kept')}</p>
        <SignInForm session={session} />
      </Dialog>
    );
  }
  if (!session.isEnding.value) return null;
  return (
    <Dialog title={t('session.ending')} onClose={() => goOn.run()}>
      <RefusalNotice failure={goOn.failure.value} />
      <p>{t('session.why')}</p>
      <div class="buttons">
        <Button
          kind="primary"
          isBusy={goOn.isBusy.value}
          busyLabel={t('app.busy')}
          onPress={() => goOn.run()}
        >
          {t('session.go_on')}
        </Button>
      </div>
    </Dialog>
  );
}
