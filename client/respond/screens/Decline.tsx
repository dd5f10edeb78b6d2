import { useSignal } from '@preact/signals';
import type { DeclineReason } from '#contract/opening.ts';
import { Refusal } from '../../api.ts';
import { Unheard } from '../calls.ts';
import type { Interview } from '../interview.ts';
import { goBack } from '../steps.ts';
import { t } from '../texts.ts';
import type { Visit } from '../visit.ts';
import { Page } from './Page.tsx';

interface Props {
  readonly visit: Visit;
  readonly interview: Interview;
  readonly reason: 'declined' | 'wrong_person';
}

/** Not taking part is one question and one press; no reason is asked. */
export function Decline({ visit, interview, reason }: Props) {
  const isBusy = useSignal(false);
  const notice = useSignal('');
  const texts = reason === 'declined' ? 'decline' : 'wrong';
  const decline = async (meaning: DeclineReason) => {
    if (isBusy.value) return;
    isBusy.value = true;
    notice.value = '';
    try {
      await visit.decline(meaning);
    } catch (error) {
      if (!(error instanceof Unheard) && !(error instanceof Refusal)) throw error;
      notice.value = 'decline.unheard';
    }
    isBusy.value = false;
  };
  const back = () => goBack(interview, 'start');
  return (
    <Page
      title={t(`${texts}.title`)}
      visit={visit}
      hotline={interview.draft.value.opening.campaign.hotline}
      onBack={back}
    >
      <p>{t(`${texts}.body`)}</p>
      <div role="alert">{notice.value && <p class="notice attention">{t(notice.value)}</p>}</div>
      <button
        type="button"
        class="main"
        data-primary
        aria-disabled={isBusy.value}
        onClick={() => decline(reason)}
      >
        {t(`${texts}.yes`)}
      </button>
      {reason === 'declined' && (
        <>
          <button
            type="button"
            class="second"
            aria-disabled={isBusy.value}
            onClick={() => decline('never_again')}
          >
            {t('decline.never')}
          </button>
          <p class="hint">{t('decline.never_what')}</p>
        </>
      )}
      <button type="button" class="second" onClick={back}>
        {t('decline.no')}
      </button>
    </Page>
  );
}

export function Declined({ visit, texts }: { visit: Visit; texts: 'decline' | 'wrong' }) {
  return (
    <Page title={t('decline.done')} visit={visit}>
      <p>{t(`${texts}.done_body`)}</p>
    </Page>
  );
}
