import { useEffect, useMemo } from 'preact/hooks';
import { minutesFor } from '#contract/answering.ts';
import { inText } from '#contract/place-names.ts';
import { writtenMonth } from '#contract/written-day.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import type { ScreenProps } from '../page/page-context.ts';
import { Screen, WhenLoaded } from '../page/Screen.tsx';
import { ItemLines } from '../paper/ItemLines.tsx';
import { CallOutcomes } from './CallOutcomes.tsx';
import type { CallsModel } from './calls.ts';
import { createCalls } from './calls.ts';

/** Whom to call next, what to say, and the questions once the person has agreed. */
export function Calls({ context, title }: ScreenProps) {
  const { ask, campaign } = context;
  const model = useMemo(() => createCalls(ask, campaign.id), [ask, campaign.id]);
  const isOpen = campaign.stage === 'collecting';
  useEffect(() => {
    if (isOpen) model.load();
  }, [model, isOpen]);
  if (!isOpen) return <Screen title={t(title)} />;
  return (
    <Screen title={t(title)} todo={t(todoOf(model))}>
      <WhenLoaded state={model.work}>
        {() => (model.call.value ? <OnTheLine model={model} /> : <NextCall model={model} />)}
      </WhenLoaded>
    </Screen>
  );
}

function todoOf({ call, hasConsent }: CallsModel): string {
  if (!call.value) return 'calls.todo_next';
  return hasConsent.value ? 'calls.todo_ask' : 'calls.todo_call';
}

function NextCall({ model }: { readonly model: CallsModel }) {
  return (
    <>
      <RefusalNotice failure={model.take.failure.value} />
      {model.receipt.value && (
        <Notice kind="success" title={t('calls.received', { code: model.receipt.value })} />
      )}
      {model.isQueueEmpty.value && <p>{t('calls.empty')}</p>}
      <div class="buttons">
        <Button kind="primary" isBusy={model.take.isBusy.value} onPress={() => model.take.run()}>
          {t('calls.next')}
        </Button>
      </div>
    </>
  );
}

function OnTheLine({ model }: { readonly model: CallsModel }) {
  const call = model.call.value!;
  const { hotline, provinceName, officeName } = model.work.value.value!;
  const procedure = call.procedureName ?? t('calls.any_procedure');
  const month = call.returnedMonth ? writtenMonth(call.returnedMonth) : '';
  const words = { name: call.fullName, province: inText(provinceName), procedure, month };
  const place = { agency: inText(call.agencyName), office: officeName };
  const minutes = minutesFor(model.items().length);
  return (
    <>
      <section class="panel">
        <h2>{call.fullName}</h2>
        <p class="sum-line">{call.phone ?? t('calls.number_told')}</p>
        <p>{t('calls.attempts', { n: call.attempts })}</p>
        <h3>{t('calls.say')}</h3>
        <p>
          {t(month ? 'calls.script' : 'calls.script_undated', { ...words, ...place, minutes })}{' '}
          {hotline && t('calls.ask_back', { hotline })}
        </p>
        <p>{t('calls.consent')}</p>
      </section>
      {model.hasConsent.value ? (
        <Questions model={model} />
      ) : (
        <>
          <div class="buttons">
            <Button
              kind="primary"
              onPress={() => {
                model.hasConsent.value = true;
              }}
            >
              {t('calls.agreed')}
            </Button>
          </div>
          <CallOutcomes model={model} />
        </>
      )}
    </>
  );
}

function Questions({ model }: { readonly model: CallsModel }) {
  const sheet = {
    items: model.items(),
    typed: model.typed.value,
    onType: model.type,
    comment: model.comment,
  };
  const heading = (
    <>
      <p>{t('calls.read_aloud')}</p>
      <RefusalNotice failure={model.send.failure.value} />
    </>
  );
  return (
    <ItemLines sheet={sheet} heading={heading} onSubmit={() => model.send.run()}>
      <Button kind="primary" type="submit" isBusy={model.send.isBusy.value}>
        {t('calls.send')}
      </Button>
      <Button
        onPress={() => {
          model.hasConsent.value = false;
        }}
      >
        {t('calls.broke_off')}
      </Button>
    </ItemLines>
  );
}
