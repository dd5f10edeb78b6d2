import { useSignal } from '@preact/signals';
import { HotlineText } from '../HotlineText.tsx';
import type { Interview } from '../interview.ts';
import { language, t } from '../texts.ts';
import type { Visit } from '../visit.ts';
import { ContinueElsewhere } from './Continuation.tsx';
import { ReadingHelp } from './ReadingHelp.tsx';

interface Props {
  readonly visit: Visit;
  readonly hotline: string | undefined;
}

/** In the same place on every screen. */
export function Help({ visit, hotline }: Props) {
  const isOpen = useSignal(false);
  const isSure = useSignal(false);
  const scene = visit.scene.value;
  const { kind } = scene;
  return (
    <>
      <button
        type="button"
        class="link help"
        aria-expanded={isOpen.value}
        aria-controls="help"
        onClick={() => {
          isOpen.value = !isOpen.value;
          isSure.value = false;
        }}
      >
        {t(isOpen.value ? 'help.close' : 'help.open')}
      </button>
      <section id="help" class="panel" aria-label={t('help.title')} hidden={!isOpen.value}>
        <p>
          <HotlineText
            text={hotline ? t('help.call', { hotline }) : t('help.call_slip')}
            hotline={hotline}
          />{' '}
          {scene.kind === 'interview' && hoursOf(scene.interview)}
        </p>
        <ReadingHelp />
        {scene.kind === 'interview' && (
          <>
            {visit.isLasting.value && navigator.serviceWorker && <p>{t('help.offline')}</p>}
            {isOpen.value && <ContinueElsewhere visit={visit} interview={scene.interview} />}
          </>
        )}
        {hotline && (
          <p>
            <HotlineText text={t('help.erase', { hotline })} hotline={hotline} />
          </p>
        )}
        {!visit.isShared && (
          <>
            {!['code', 'arriving'].includes(kind) && <AskErasure />}
            {!['code', 'forgotten', 'arriving', 'declined'].includes(kind) &&
              (isSure.value ? (
                <Sure visit={visit} onKeep={() => (isSure.value = false)} />
              ) : (
                <button type="button" class="link" onClick={() => (isSure.value = true)}>
                  {t('help.forget')}
                </button>
              ))}
          </>
        )}
      </section>
    </>
  );
}

function hoursOf(interview: Interview): string {
  const { hotlineHours: hours } = interview.draft.value.opening.campaign;
  return hours ? t('help.hours', { hours }) : '';
}

/** The request is a page of the server: where it cannot be loaded, the person stays here and reads why. */
function AskErasure() {
  const isUnsent = useSignal(false);
  const address = `${location.pathname}/xoa-thong-tin?lang=${language.value}`;
  const open = async (event: Event) => {
    event.preventDefault();
    isUnsent.value = false;
    try {
      await fetch(address, { redirect: 'manual' });
      location.assign(address);
    } catch {
      isUnsent.value = true;
    }
  };
  return (
    <>
      <p>
        <a href={address} onClick={open}>
          {t('help.erase_here')}
        </a>
      </p>
      <div role="alert">
        {isUnsent.value && <p class="notice attention">{t('help.erase_unsent')}</p>}
      </div>
    </>
  );
}

function Sure({ visit, onKeep }: { visit: Visit; onKeep: () => void }) {
  return (
    <div>
      <p>{t('help.forget_sure')}</p>
      <div class="row">
        <button type="button" class="second" onClick={onKeep}>
          {t('help.forget_no')}
        </button>
        <button type="button" class="danger" onClick={() => visit.forget()}>
          {t('help.forget_yes')}
        </button>
      </div>
    </div>
  );
}
