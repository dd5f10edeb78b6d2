import { useEffect, useMemo } from 'preact/hooks';
import { inText } from '#contract/place-names.ts';
import type { RecheckedCase } from '#contract/rechecks.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { day } from '../../ui/words.ts';
import type { ScreenProps } from '../page/page-context.ts';
import { Screen, WhenLoaded } from '../page/Screen.tsx';
import { FindingForms } from './FindingForms.tsx';
import type { RecheckCallsModel } from './recheck-calls.ts';
import { createRecheckCalls } from './recheck-calls.ts';

/** Whom to ask again, four questions about the interview, or why nobody was reached. */
export function RecheckCalls({ context, title }: ScreenProps) {
  const { ask, campaign } = context;
  const model = useMemo(() => createRecheckCalls(ask, campaign.id), [ask, campaign.id]);
  const isOpen = campaign.stage === 'collecting';
  useEffect(() => {
    if (isOpen) model.load();
  }, [model, isOpen]);
  if (!isOpen) return <Screen title={t(title)} />;
  const call = model.call.value;
  return (
    <Screen title={t(title)} todo={t(call ? 'recheck_calls.todo_ask' : 'recheck_calls.todo_next')}>
      <WhenLoaded state={model.work}>
        {() =>
          call ? (
            <OnTheLine model={model} call={call} />
          ) : (
            <>
              <NextCase model={model} />
              <Visits model={model} />
            </>
          )
        }
      </WhenLoaded>
    </Screen>
  );
}

function NextCase({ model }: { readonly model: RecheckCallsModel }) {
  return (
    <>
      <p>{t('recheck_calls.what')}</p>
      <RefusalNotice failure={model.take.failure.value ?? model.takeVisits.failure.value} />
      {model.isQueueEmpty.value && <p>{t('recheck_calls.empty')}</p>}
      <div class="buttons">
        <Button kind="primary" isBusy={model.take.isBusy.value} onPress={() => model.take.run()}>
          {t('recheck_calls.next')}
        </Button>
        <Button isBusy={model.takeVisits.isBusy.value} onPress={() => model.takeVisits.run()}>
          {t('recheck_calls.take_visits')}
        </Button>
      </div>
    </>
  );
}

function OnTheLine(props: {
  readonly model: RecheckCallsModel;
  readonly call: NonNullable<RecheckCallsModel['call']['value']>;
}) {
  const { shown, finding } = props.call;
  return (
    <>
      <section class="panel">
        <h2>{shown.fullName}</h2>
        <p class="sum-line">{shown.phone ?? t('calls.number_told')}</p>
        {shown.address && <p>{shown.address}</p>}
        <p>{t('calls.attempts', { n: shown.attempts })}</p>
        <Script model={props.model} shown={shown} way="call" />
      </section>
      <FindingForms finding={finding} way="call" />
    </>
  );
}

function Visits({ model }: { readonly model: RecheckCallsModel }) {
  if (model.visits.value.length === 0) return null;
  return (
    <section>
      <h2>{t('recheck_calls.visits')}</h2>
      <p>{t('recheck_calls.visits_what')}</p>
      {model.visits.value.map(({ shown, finding }) => (
        <details key={shown.caseId} class="panel">
          <summary>
            {[shown.fullName, shown.address ?? shown.hamlet].filter(Boolean).join(', ')}
          </summary>
          <p>{t('recheck_calls.visit_until', { day: day(shown.visitUntil), n: shown.attempts })}</p>
          <Script model={model} shown={shown} way="visit" />
          <FindingForms finding={finding} way="visit" />
        </details>
      ))}
    </section>
  );
}

function Script(props: {
  readonly model: RecheckCallsModel;
  readonly shown: RecheckedCase;
  readonly way: 'call' | 'visit';
}) {
  const { fullName, agencyName, receivedWeek, procedureName } = props.shown;
  const { officeName, hotline } = props.model.work.value.value!;
  return (
    <>
      <h3>{t(`recheck_calls.say.${props.way}`)}</h3>
      <p>
        {t(`recheck_calls.script.${props.way}`, {
          name: fullName,
          agency: inText(agencyName),
          office: officeName,
          week: day(receivedWeek),
          procedure: procedureName ?? t('calls.any_procedure'),
        })}{' '}
        {hotline && t('calls.ask_back', { hotline })}
      </p>
    </>
  );
}
