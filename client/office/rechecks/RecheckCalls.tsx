import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { CheckedAnswers, Unreached } from '#contract/rechecks.ts';
import { CHECKED_CHOICES, UNREACHED } from '#contract/rechecks.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceField, into } from '../../ui/Field.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { day } from '../../ui/words.ts';
import type { ScreenProps } from '../page/page-context.ts';
import { Screen, WhenLoaded } from '../page/Screen.tsx';
import type { RecheckCallsModel, Shown } from './recheck-calls.ts';
import { createRecheckCalls } from './recheck-calls.ts';

const QUESTIONS = Object.keys(CHECKED_CHOICES) as (keyof CheckedAnswers)[];

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
        {() => (call ? <OnTheLine model={model} call={call} /> : <NextCase model={model} />)}
      </WhenLoaded>
    </Screen>
  );
}

function NextCase({ model }: { readonly model: RecheckCallsModel }) {
  return (
    <>
      <p>{t('recheck_calls.what')}</p>
      <RefusalNotice failure={model.take.failure.value} />
      {model.isQueueEmpty.value && <p>{t('recheck_calls.empty')}</p>}
      <div class="buttons">
        <Button kind="primary" isBusy={model.take.isBusy.value} onPress={() => model.take.run()}>
          {t('recheck_calls.next')}
        </Button>
      </div>
    </>
  );
}

function OnTheLine(props: { readonly model: RecheckCallsModel; readonly call: Shown }) {
  const { model, call } = props;
  const { officeName, hotline } = model.work.value.value!;
  const procedure = call.procedureName ?? t('calls.any_procedure');
  return (
    <>
      <section class="panel">
        <h2>{call.fullName}</h2>
        <p class="sum-line">{call.phone ?? call.address ?? t('calls.number_told')}</p>
        {call.phone && call.address && <p>{call.address}</p>}
        <p>{t('calls.attempts', { n: call.attempts })}</p>
        <h3>{t('calls.say')}</h3>
        <p>
          {t('recheck_calls.script', {
            name: call.fullName,
            agency: call.agencyName,
            office: officeName,
            week: day(call.receivedWeek),
            procedure,
            hotline,
          })}
        </p>
      </section>
      <QuestionsForm model={model} />
      <UnreachedForm model={model} />
    </>
  );
}

function QuestionsForm({ model }: { readonly model: RecheckCallsModel }) {
  const isMissing = useSignal(false);
  const answers = model.answers.value;
  function submit(event: Event) {
    event.preventDefault();
    isMissing.value = QUESTIONS.some((question) => !answers[question]);
    if (!isMissing.value) model.send.run(answers as CheckedAnswers);
  }
  return (
    <form class="panel" onSubmit={submit} noValidate>
      <RefusalNotice failure={model.send.failure.value} />
      {QUESTIONS.map((question) => (
        <ChoiceField
          key={question}
          label={t(`recheck_calls.${question}.label`)}
          value={answers[question] ?? ''}
          choices={CHECKED_CHOICES[question].map((value) => ({
            value,
            label: t(`recheck_calls.${question}.${value}`),
          }))}
          onChange={(value) => model.answer(question, value)}
        />
      ))}
      {isMissing.value && <p class="wrong">{t('recheck_calls.missing')}</p>}
      <Button kind="primary" type="submit" isBusy={model.send.isBusy.value}>
        {t('recheck_calls.record')}
      </Button>
    </form>
  );
}

function UnreachedForm({ model }: { readonly model: RecheckCallsModel }) {
  const reason = useSignal<Unreached | ''>('');
  function submit(event: Event) {
    event.preventDefault();
    if (reason.value) model.giveUp.run(reason.value);
  }
  return (
    <details>
      <summary>{t('recheck_calls.unreached')}</summary>
      <form class="panel" onSubmit={submit} noValidate>
        <RefusalNotice failure={model.giveUp.failure.value} />
        <ChoiceField
          label={t('calls.outcome')}
          value={reason.value}
          choices={UNREACHED.map((name) => ({ value: name, label: t(`calls.outcomes.${name}`) }))}
          onChange={into(reason)}
        />
        <Button type="submit" isBusy={model.giveUp.isBusy.value}>
          {t('calls.record')}
        </Button>
      </form>
    </details>
  );
}
