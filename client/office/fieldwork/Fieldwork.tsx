import { useEffect, useMemo } from 'preact/hooks';
import { isOfOneAgency, seesCountsOnly, WITNESSES } from '#contract/endpoint.ts';
import type { OwnProgress } from '#contract/fieldwork.ts';
import { inText } from '#contract/place-names.ts';
import { serverNow } from '../../clock.ts';
import { t } from '../../i18n.ts';
import { Notice } from '../../ui/Notice.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { day, daysUntil, moment, percent, wholeNumber } from '../../ui/words.ts';
import type { PageContext, ScreenProps } from '../page/page-context.ts';
import { Screen, WhenLoaded } from '../page/Screen.tsx';
import { StageLine } from '../page/StageLine.tsx';
import { CollectionSteps } from './CollectionSteps.tsx';
import { DoorTable } from './DoorTable.tsx';
import type { FieldworkModel } from './fieldwork.ts';
import { createFieldwork, shareReceived } from './fieldwork.ts';
import { ProgressTable } from './ProgressTable.tsx';
import { ReceivedWeeks } from './ReceivedWeeks.tsx';
import { ReleaseReserves } from './ReleaseReserves.tsx';
import { ResponseBar } from './ResponseBar.tsx';
import { SealedFiles } from './SealedFiles.tsx';

/** Who was asked and who has answered, by agency; the most slowest first. */
export function Fieldwork({ context, title }: ScreenProps) {
  const { ask, campaign, staff } = context;
  const model = useMemo(() => createFieldwork(ask, campaign.id), [ask, campaign.id]);
  useEffect(() => {
    model.load();
  }, [model]);
  const isHomeAffairs = staff.role === 'home_affairs';
  const watchesProvince = WITNESSES.some((role) => role === staff.role);
  const mayRelease = isHomeAffairs && ['drawn', 'collecting'].includes(campaign.stage);
  return (
    <Screen title={t(title)} todo={model.progress.value.value && todoOf(model, context)}>
      <StageLine stage={campaign.stage} />
      <RefusalNotice failure={model.start.failure.value} />
      {isHomeAffairs && <CollectionSteps model={model} context={context} />}
      <WhenLoaded state={model.progress}>
        {({ agencies, own, bursts, guessedAt }) =>
          own && own.invited > 0 ? (
            <Own own={own} />
          ) : model.total.value.invited === 0 ? (
            <p>{t('fieldwork.empty', { from: day(campaign.collectFrom) })}</p>
          ) : (
            <>
              {guessedAt && isRecent(guessedAt) && (
                <Notice kind="attention" title={t('fieldwork.guessed', { at: moment(guessedAt) })}>
                  <p>{t('fieldwork.guessed_what')}</p>
                </Notice>
              )}
              {bursts.length > 0 && (
                <Notice kind="attention" title={t('fieldwork.bursts')}>
                  <p>{t('fieldwork.bursts_what')}</p>
                  <ul>
                    {bursts.map((burst) => (
                      <li key={`${burst.day} ${burst.agencyName}`}>
                        {t('fieldwork.burst', {
                          agency: burst.agencyName,
                          on: day(burst.day),
                          n: wholeNumber(burst.answers),
                        })}
                      </li>
                    ))}
                  </ul>
                </Notice>
              )}
              {agencies.length > 1 && <Whole model={model} />}
              {watchesProvince && <ReceivedWeeks context={context} />}
              <ProgressTable model={model} />
              <DoorTable model={model} />
              {isHomeAffairs && (
                <p>
                  <a href={context.linkTo('ineligibility')}>{t('ineligibility.link')}</a>
                </p>
              )}
              {mayRelease && <ReleaseReserves model={model} />}
              {mayRelease && <SealedFiles ask={ask} onReceived={model.load} />}
            </>
          )
        }
      </WhenLoaded>
    </Screen>
  );
}

/** Older signs than a week have been looked at, and are in the journal. */
const isRecent = (moment: string): boolean =>
  serverNow() - Date.parse(moment) < 7 * 24 * 3600 * 1000;

function todoOf(model: FieldworkModel, context: PageContext): string {
  const { campaign, staff } = context;
  if (campaign.stage === 'drawn')
    return t('fieldwork.todo_start', { from: day(campaign.collectFrom) });
  if (seesCountsOnly(staff.role)) return t('fieldwork.todo_watch');
  if (isOfOneAgency(staff.role)) return t('fieldwork.todo_own');
  const [slowest] = model.agencies.value;
  if (!slowest || shareReceived(slowest) >= 1) return t('fieldwork.todo_calm');
  return t('fieldwork.todo_call', {
    agency: inText(slowest.agencyName),
    n: wholeNumber(slowest.unopened),
    left: Math.max(0, daysUntil(campaign.collectTo)),
  });
}

/** What a measured agency sees of itself; exact numbers would let it watch who answers. */
function Own({ own }: { readonly own: OwnProgress }) {
  const { invited, receivedAtLeast, step, undelivered } = own;
  return (
    <section class="sum" aria-label={t('fieldwork.own')}>
      <p class="sum-line">
        {receivedAtLeast === null
          ? t('fieldwork.own_counted', { invited: wholeNumber(invited) })
          : t(receivedAtLeast < step ? 'fieldwork.own_few' : 'fieldwork.own_sum', {
              n: wholeNumber(Math.max(receivedAtLeast, step)),
              invited: wholeNumber(invited),
            })}
      </p>
      <p>{t('fieldwork.own_undelivered', { n: wholeNumber(undelivered) })}</p>
      <p class="hint">{t('fieldwork.own_why', { n: wholeNumber(step) })}</p>
    </section>
  );
}

function Whole({ model }: { readonly model: FieldworkModel }) {
  const total = model.total.value;
  return (
    <section class="sum" aria-label={t('fieldwork.whole')}>
      <p class="sum-line">
        {t('fieldwork.sum', {
          received: wholeNumber(total.received),
          invited: wholeNumber(total.invited),
          share: percent(shareReceived(total), 0),
        })}
      </p>
      <ResponseBar agency={total} withKey />
    </section>
  );
}
