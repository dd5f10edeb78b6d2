import { useEffect } from 'preact/hooks';
import type { Language } from '../../i18n.ts';
import { language, t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { LoadingLine } from '../page/LoadingLine.tsx';
import { path } from '../page/router.ts';
import type { Session } from '../page/session.ts';
import { speak } from '../page/texts.ts';
import { ChoosePassword } from '../staff/ChoosePassword.tsx';
import { SecondFactor } from '../staff/SecondFactor.tsx';
import { ProviderReturn, SignIn } from '../staff/SignIn.tsx';
import { SessionDialog } from './SessionDialog.tsx';
import { Shell } from './Shell.tsx';

/** The address in the link with which an account chooses its password. */
const CHOOSE_PASSWORD = '/quan-tri/mat-khau';
/** Where the identity provider sends the browser after a sign-in. */
const PROVIDER_RETURN = '/quan-tri/oidc';
const CHECK_EVERY = 10_000;

/** The office app: band, then the door or the rooms behind it. */
export function Office(props: {
  readonly session: Session;
  readonly onLanguage: (language: Language) => void;
}) {
  const { session } = props;
  useEffect(() => {
    const clock = setInterval(() => session.tick(), CHECK_EVERY);
    return () => clearInterval(clock);
  }, [session]);
  async function choose(next: Language) {
    await speak(next);
    props.onLanguage(language.value);
  }
  return (
    <>
      <a class="skip" href="#main">
        {t('app.skip')}
      </a>
      <header class="band">
        <p class="product">{t('app.name')}</p>
        <LanguageSwitch onChoose={choose} />
      </header>
      <Inside session={session} />
      <SessionDialog session={session} />
    </>
  );
}

function Inside({ session }: { readonly session: Session }) {
  const staff = session.staff.value;
  if (
    path.value !== CHOOSE_PASSWORD &&
    path.value !== PROVIDER_RETURN &&
    staff &&
    !staff.isFactorDue
  )
    return <Shell session={session} staff={staff} />;
  return (
    <Door>
      <AtDoor session={session} />
    </Door>
  );
}

function AtDoor({ session }: { readonly session: Session }) {
  const staff = session.staff.value;
  if (path.value === CHOOSE_PASSWORD) return <ChoosePassword session={session} />;
  if (path.value === PROVIDER_RETURN) return <ProviderReturn session={session} />;
  if (staff?.isFactorDue)
    return <SecondFactor ask={session.ask} title={t('factor.title')} onDone={session.resume} />;
  if (session.failure.value && !staff)
    return (
      <RefusalNotice failure={session.failure.value}>
        <div class="buttons">
          <Button onPress={session.resume}>{t('app.again')}</Button>
        </div>
      </RefusalNotice>
    );
  return staff === null ? <SignIn session={session} /> : <LoadingLine />;
}

function Door({ children }: { readonly children: preact.ComponentChildren }) {
  return (
    <main id="main" class="door">
      {children}
    </main>
  );
}

function LanguageSwitch({ onChoose }: { readonly onChoose: (language: Language) => void }) {
  const other: Language = language.value === 'vi' ? 'en' : 'vi';
  return (
    <button type="button" class="button" data-plain lang={other} onClick={() => onChoose(other)}>
      {other === 'en' ? 'English' : 'Tiếng Việt'}
    </button>
  );
}
