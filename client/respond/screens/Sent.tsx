import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { isSentLater } from '../background-sync.ts';
import type { Trouble } from '../calls.ts';
import type { Kept } from '../stored-draft.ts';
import { t } from '../texts.ts';
import type { Visit } from '../visit.ts';
import { inFours } from '../wording.ts';
import { Mark } from './Mark.tsx';
import { Page } from './Page.tsx';

export function Sending({ visit }: { visit: Visit }) {
  const isSlow = useSignal(false);
  useEffect(() => {
    const timer = setTimeout(() => (isSlow.value = true), 10_000);
    return () => clearTimeout(timer);
  }, [isSlow]);
  return (
    <Page title={t('sending.title')} visit={visit}>
      <p class="state">
        <Mark kind="sending" />
        {t('sending.stay')}
      </p>
      <p role="status">{isSlow.value && `${t('sending.slow')} ${whereKept(visit)}`}</p>
    </Page>
  );
}

/** Never more than is so: a page whose device stores nothing must stay open. */
const whereKept = ({ isLasting }: Visit): string =>
  t(isLasting.value ? 'waiting.kept' : 'state.memory');

interface WaitingProps {
  readonly visit: Visit;
  readonly trouble: Trouble;
  readonly triedAt: Date;
}

export function Waiting({ visit, trouble, triedAt }: WaitingProps) {
  const isBusy = useSignal(false);
  const again = async () => {
    if (isBusy.value) return;
    isBusy.value = true;
    await visit.retry();
    isBusy.value = false;
  };
  const time = triedAt.toLocaleTimeString('vi-VN', { hour: '2-digit', minute: '2-digit' });
  return (
    <Page title={t('waiting.title')} visit={visit} tone="waiting" before={<Mark kind="waiting" />}>
      <p>{t(`waiting.${trouble === 'offline' && isSentLater.value ? 'later' : trouble}`)}</p>
      <p>{whereKept(visit)}</p>
      <button type="button" class="main" data-primary aria-disabled={isBusy.value} onClick={again}>
        {t(isBusy.value ? 'sending.title' : 'waiting.again')}
      </button>
      <p class="hint" role="status">
        {t('waiting.tried', { time })}
      </p>
    </Page>
  );
}

export function Received({ visit, kept }: { visit: Visit; kept: Kept }) {
  return (
    <Page
      title={t('received.title')}
      visit={visit}
      tone="received"
      before={<Mark kind="received" />}
    >
      <p>{t('received.code')}</p>
      <p class="figure">
        <span aria-hidden="true">{inFours(kept.code)}</span>
        <span class="visually-hidden">{[...kept.code].join(' ')}</span>
      </p>
      <p>{t('received.body')}</p>
      <p>{t('received.later', { host: location.host })}</p>
      <p>{t('received.thanks')}</p>
      {/* A page that forgets nobody by itself: what is typed there would wait for the next one. */}
      {!visit.isShared && (
        <a class="link" href="/phan-anh">
          {t('received.petition')}
        </a>
      )}
    </Page>
  );
}
