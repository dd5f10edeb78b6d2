import { writtenDay } from '#contract/written-day.ts';
import { serverNow } from '../../clock.ts';
import { HotlineText } from '../HotlineText.tsx';
import type { Interview } from '../interview.ts';
import type { Refused } from '../stored-draft.ts';
import { t } from '../texts.ts';
import type { Visit } from '../visit.ts';
import { inFours } from '../wording.ts';
import { ContinueHere } from './Continuation.tsx';
import { Mark } from './Mark.tsx';
import { Page } from './Page.tsx';
import { pageOf, Reason } from './Reason.tsx';

interface Props {
  readonly visit: Visit;
  readonly refusal: Refused;
  readonly interview: Interview | undefined;
}

/** Every refusal ends the way with a page of its own: what is so, and what to do now. */
export function Ended({ visit, refusal, interview }: Props) {
  const { code, details } = refusal;
  const hotline = text(details.hotline) ?? interview?.draft.value.opening.campaign.hotline;
  const receipt = text(details.receipt) ?? text(details.code);
  const isReceived = pageOf(refusal) === 'response_already_received';
  const canSend = isGrace(refusal) && interview !== undefined && interview.settled.value.done > 0;
  return (
    <Page
      title={t(`problem.${pageOf(refusal)}.${canSend ? 'still' : 'title'}`)}
      visit={visit}
      hotline={hotline}
      tone={isReceived ? 'received' : undefined}
      before={isReceived && <Mark kind="received" />}
    >
      {!canSend && <Reason refusal={refusal} />}
      {receipt && (
        <p>
          {t('received.code')}: <strong class="code">{inFours(receipt)}</strong>
        </p>
      )}
      {canSend && (
        <>
          <p>
            {t('problem.invitation_expired.grace', {
              closedOn: writtenDay(String(details.closedOn)),
              graceTo: writtenDay(String(details.graceTo)),
            })}
          </p>
          <button
            type="button"
            class="main"
            data-primary
            onClick={() => visit.review(interview as Interview)}
          >
            {t('problem.review')}
          </button>
        </>
      )}
      {code === 'invitation_not_found' && (
        <a class="main" href="/">
          {t('problem.enter_again')}
        </a>
      )}
      {code === 'invitation_used' && <ContinueHere visit={visit} />}
      {hotline && (
        <p>
          <HotlineText text={t('problem.call', { hotline })} hotline={hotline} />
        </p>
      )}
    </Page>
  );
}

/** What was opened in time may still arrive: the server gave its word on the day of the opening. */
export const isGrace = ({ code, details }: Refused): boolean =>
  code === 'campaign_closed' &&
  details.stage === 'collecting' &&
  vietnamsDay(serverNow()) <= String(details.graceTo);

/** The contract's `dayOf`, which would be a file of its own and a request more in a first visit. */
const vietnamsDay = (moment: number): string =>
  new Date(moment + 7 * 3_600_000).toISOString().slice(0, 10);

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
