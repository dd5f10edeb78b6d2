import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect } from 'preact/hooks';
import type { Interview } from './interview.ts';
import type * as screens from './screens/after-refusal.ts';
import { Check } from './screens/Check.tsx';
import { Decline, Declined } from './screens/Decline.tsx';
import type * as enterCode from './screens/EnterCode.tsx';
import { Page } from './screens/Page.tsx';
import { Questions } from './screens/Questions.tsx';
import { Received, Sending, Waiting } from './screens/Sent.tsx';
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
        <Unreached
          visit={visit}
          text={`unreached.${scene.trouble}`}
          onAgain={() => visit.retry()}
        />
      );
    case 'interview':
      return <Asking visit={visit} interview={scene.interview} />;
    case 'sending':
      return <Sending visit={visit} />;
    case 'waiting':
      return <Waiting visit={visit} {...scene} />;
    case 'setAside':
      return (
        <AfterRefusal
          shown={(screens) => (
            <screens.SetAside visit={visit} parcel={scene.parcel} refusal={scene.refusal} />
          )}
        >
          <Page title={t('setAside.title')} visit={visit} hotline={scene.parcel.hotline}>
            <p>{t(visit.isLasting.value ? 'setAside.kept' : 'state.memory')}</p>
          </Page>
        </AfterRefusal>
      );
    case 'received':
      return <Received visit={visit} kept={scene.kept} />;
    case 'ended':
      return (
        <AfterRefusal
          shown={(screens) => (
            <screens.Ended visit={visit} refusal={scene.refusal} interview={scene.interview} />
          )}
        >
          {hasFailed.value ? (
            <Unreached visit={visit} text="unreached.busy" onAgain={loadAfterRefusal} />
          ) : (
            <Page title={t('arriving')} visit={visit}>
              {null}
            </Page>
          )}
        </AfterRefusal>
      );
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

function Unreached(props: { visit: Visit; text: string; onAgain: () => unknown }) {
  return (
    <Page title={t('unreached.title')} visit={props.visit}>
      <p>{t(props.text)}</p>
      <button type="button" class="main" data-primary onClick={props.onAgain}>
        {t('unreached.again')}
      </button>
    </Page>
  );
}

const afterRefusal = signal<typeof screens | undefined>(undefined);
const hasFailed = signal(false);

const loadAfterRefusal = () =>
  import('./screens/after-refusal.ts').then(
    (loaded) => {
      afterRefusal.value = loaded;
    },
    () => {
      hasFailed.value = true;
    },
  );

/** Few come here, and never before the server has answered: 1.5 kB that a first visit need not load. */
function AfterRefusal(props: {
  shown: (loaded: typeof screens) => ComponentChildren;
  children: ComponentChildren;
}) {
  useEffect(() => void loadAfterRefusal(), []);
  return <>{afterRefusal.value ? props.shown(afterRefusal.value) : props.children}</>;
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
