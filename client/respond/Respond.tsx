import { signal } from '@preact/signals';
import { useEffect, useLayoutEffect } from 'preact/hooks';
import type { Interview } from './interview.ts';
import { Check } from './screens/Check.tsx';
import { Decline, Declined } from './screens/Decline.tsx';
import { Ended } from './screens/Ended.tsx';
import type * as enterCode from './screens/EnterCode.tsx';
import { Page } from './screens/Page.tsx';
import { Questions } from './screens/Questions.tsx';
import { Received, Sending, Waiting } from './screens/Sent.tsx';
import type * as setAside from './screens/SetAside.tsx';
import { Start } from './screens/Start.tsx';
import { followHistory } from './steps.ts';
import { t } from './texts.ts';
import type { Visit } from './visit.ts';

let screenOfCode: typeof enterCode | undefined;

/** Where a link was opened nobody types a code: its screen would be 1 kB of the 45 of a first visit. */
export async function loadEnterCode(): Promise<void> {
  screenOfCode ??= await import('./screens/EnterCode.tsx');
}

export function Respond({ visit }: { visit: Visit }) {
  const scene = visit.scene.value;
  switch (scene.kind) {
    case 'arriving':
      return (
        <Page title={t('arriving')} visit={visit}>
          {null}
        </Page>
      );
    case 'code':
      return screenOfCode ? <screenOfCode.EnterCode visit={visit} /> : null;
    case 'unreached':
      return (
        <Page title={t('unreached.title')} visit={visit}>
          <p>{t(`unreached.${scene.trouble}`)}</p>
          <button type="button" class="main" data-primary onClick={() => visit.retry()}>
            {t('unreached.again')}
          </button>
        </Page>
      );
    case 'interview':
      return <Asking visit={visit} interview={scene.interview} />;
    case 'sending':
      return <Sending visit={visit} />;
    case 'waiting':
      return <Waiting visit={visit} {...scene} />;
    case 'setAside':
      return <SetAside visit={visit} parcel={scene.parcel} refusal={scene.refusal} />;
    case 'received':
      return <Received visit={visit} kept={scene.kept} />;
    case 'ended':
      return <Ended visit={visit} refusal={scene.refusal} interview={scene.interview} />;
    case 'declined':
      return <Declined visit={visit} texts={scene.texts} />;
    case 'forgotten':
      return (
        <Page title={t('forgotten.title')} visit={visit}>
          <p>{t('forgotten.body')}</p>
        </Page>
      );
  }
}

const screenOfRefusal = signal<typeof setAside | undefined>(undefined);

/** Few come here, and never on a first visit before the server has answered: 0.7 kB that others need not load. */
function SetAside(props: Parameters<typeof setAside.SetAside>[0]) {
  useEffect(() => {
    import('./screens/SetAside.tsx').then(
      (loaded) => {
        screenOfRefusal.value = loaded;
      },
      () => undefined,
    );
  }, []);
  const screen = screenOfRefusal.value;
  if (screen) return <screen.SetAside {...props} />;
  return (
    <Page title={t('setAside.title')} visit={props.visit} hotline={props.parcel.hotline}>
      <p>{t(props.visit.isLasting.value ? 'setAside.kept' : 'state.memory')}</p>
    </Page>
  );
}

function Asking({ visit, interview }: AskingProps) {
  // Before the screen can be pressed: it takes the screen that is open back to where the history is.
  useLayoutEffect(() => followHistory(interview), [interview]);
  return <InterviewScreen visit={visit} interview={interview} />;
}

interface AskingProps {
  readonly visit: Visit;
  readonly interview: Interview;
}

/** The screen that is open. */
export function InterviewScreen({ visit, interview }: AskingProps) {
  const position = interview.position.value;
  const screen = interview.screen.value;
  const props = { visit, interview };
  if (position === 'decline') return <Decline key={position} {...props} reason="declined" />;
  if (position === 'wrong') return <Decline key={position} {...props} reason="wrong_person" />;
  if (position === 'check') return <Check key={position} {...props} />;
  // Keyed by the screen, so that each one is new: heading, focus and notices.
  return screen ? (
    <Questions key={screen.at} {...props} screen={screen} />
  ) : (
    <Start key={position} {...props} />
  );
}
