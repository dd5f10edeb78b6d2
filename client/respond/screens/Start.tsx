import { minutesFor } from '#contract/answering.ts';
import { inText } from '#contract/place-names.ts';
import { writtenDay, writtenMonth } from '#contract/written-day.ts';
import { HotlineText } from '../HotlineText.tsx';
import type { Interview } from '../interview.ts';
import { ReadAloud } from '../questions/ReadAloud.tsx';
import { Recording } from '../questions/Recording.tsx';
import { t } from '../texts.ts';
import type { Visit } from '../visit.ts';
import { localText } from '../wording.ts';
import { ContinueElsewhere, ContinueHere } from './Continuation.tsx';
import { Page } from './Page.tsx';
import { ReadingHelp } from './ReadingHelp.tsx';
import { StateLine } from './StateLine.tsx';

const NOTICE = ['asked', 'free', 'closed'];

export function Start({ visit, interview }: { visit: Visit; interview: Interview }) {
  const { opening, at: position } = interview.draft.value;
  const { campaign } = opening;
  const { done, of: total } = interview.settled.value;
  const minutes = minutesFor(total);
  const notice = NOTICE.map((point) => t(`start.notice.${point}`, { minutes }));
  const hasBegun = position !== 'start';
  const first = interview.screens.value[0]?.at ?? 'check';
  return (
    <Page
      title={t('start.title')}
      visit={visit}
      hotline={campaign.hotline}
      province={campaign.provinceName}
    >
      <p class="occasion">{occasionOf(interview)}</p>
      <ul class="notice-points">
        {notice.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      <Recording code="start" name={t('start.title')} />
      <ReadAloud texts={() => [t('start.title'), occasionOf(interview), ...notice]} />
      {/Zalo/i.test(navigator.userAgent) && <p class="hint">{t('start.zalo')}</p>}
      {hasBegun && <p class="strong">{t('start.progress', { done, of: total })}</p>}
      {(hasBegun || visit.isOffline.value || interview.saved.value === 'memory') && (
        <StateLine visit={visit} interview={interview} />
      )}
      <button
        type="button"
        class="main"
        data-primary
        onClick={() => visit.begin(interview, hasBegun ? position : first)}
      >
        {t(hasBegun ? 'start.resume' : 'start.begin')}
      </button>
      <p class="hint">{t('start.helper')}</p>
      {!hasBegun && <FirstQuestion interview={interview} />}
      <ReadingHelp />
      {hasBegun ? (
        <ContinueElsewhere visit={visit} interview={interview} />
      ) : (
        <ContinueHere visit={visit} />
      )}
      <Details interview={interview} />
      <p>
        <button type="button" class="link" onClick={() => interview.goTo('decline')}>
          {t('start.decline')}
        </button>
      </p>
      <p>
        <button type="button" class="link" onClick={() => interview.goTo('wrong')}>
          {t('start.wrong')}
        </button>
      </p>
      <p class="hint">{t('start.until', { day: writtenDay(campaign.collectTo) })}</p>
    </Page>
  );
}

function occasionOf(interview: Interview): string {
  const { campaign, procedureName, returnedMonth } = interview.draft.value.opening;
  const procedure = procedureName ?? t('start.any_procedure');
  const place = { procedure, office: campaign.officeName, agency: inText(campaign.agencyName) };
  return returnedMonth
    ? t('start.occasion', { ...place, month: writtenMonth(returnedMonth) })
    : t('start.occasion_undated', place);
}

/** What is asked can be seen before one agrees to be asked; the server has sent it too (server/plain-pages). */
function FirstQuestion({ interview }: { interview: Interview }) {
  const screen = interview.screens.value[0];
  const stem = screen && localText(screen.group.stem);
  const text = screen?.questions[0] && localText(screen.questions[0].text);
  return (
    <p class="hint first">
      <strong>{t('start.first')}</strong> {stem} {text !== stem && text}
    </p>
  );
}

function Details({ interview }: { interview: Interview }) {
  const { campaign } = interview.draft.value.opening;
  const { hotline } = campaign;
  const province = inText(campaign.provinceName);
  const erasedOn = writtenDay(campaign.erasedOn);
  const whom = hotline || t('start.no_hotline');
  const values = { province, plan: campaign.planNumber, erasedOn, hotline: whom };
  return (
    <>
      <details>
        <summary>{t('start.data.title')}</summary>
        {['who', 'why', 'what', 'see', 'keep', 'rights'].map((part) => (
          <p key={part}>
            <strong>{t(`start.data.${part}`)}</strong>{' '}
            <HotlineText text={t(`start.data.${part}_text`, values)} hotline={hotline} />
          </p>
        ))}
      </details>
      <details>
        <summary>{t('start.real')}</summary>
        <p>
          <HotlineText
            text={t('start.real_text', { host: campaign.host, hotline: whom })}
            hotline={hotline}
          />
        </p>
      </details>
    </>
  );
}
