import { signal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Replied } from '#contract/endpoint.ts';
import { receiveStrip } from '#contract/paper.ts';
import { t } from '../../i18n.ts';
import { Notice } from '../../ui/Notice.tsx';
import { day, wholeNumber } from '../../ui/words.ts';
import { createAct } from '../page/act.ts';
import type { ScreenProps } from '../page/page-context.ts';
import { Screen } from '../page/Screen.tsx';
import type { Ask } from '../page/session.ts';
import { focusNumber, NumberForm } from './NumberForm.tsx';

/** Outer envelopes: a scanner types the digits and Enter, so strip follows strip without a mouse. */
export function ReceiveStrips({ context, title }: ScreenProps) {
  const { ask, campaign } = context;
  const model = useMemo(() => createReceiving(ask, campaign.id), [ask, campaign.id]);
  const form = useRef<HTMLFormElement>(null);
  // After the screen's heading has had the focus.
  useEffect(() => focusNumber(form), []);
  const last = model.last.value;
  return (
    <Screen title={t(title)} todo={t('paper.todo_strip')}>
      <NumberForm
        form={form}
        paper="strip"
        label={t('paper.strip_number')}
        hint={t('paper.strip_number_hint')}
        number={model.number}
        failure={model.receive.failure.value}
        submitWords={t('paper.receive')}
        isBusy={model.receive.isBusy.value}
        onSubmit={async () => {
          await model.receive.run();
          focusNumber(form);
        }}
      />
      {last && (
        <Notice
          kind={last.outcome === 'awaits_form' ? 'success' : 'attention'}
          title={t(`paper.outcome.${last.outcome}`, {
            week: last.answeredWeek ? day(last.answeredWeek) : '',
          })}
        >
          <p>
            {last.agencyName} · {last.fieldName}.{' '}
            {t('paper.of_group', {
              strips: wholeNumber(last.strips),
              forms: wholeNumber(last.forms),
            })}
          </p>
        </Notice>
      )}
      <p role="status">{t('paper.received_now', { n: wholeNumber(model.count.value) })}</p>
    </Screen>
  );
}

function createReceiving(ask: Ask, campaignId: string) {
  const number = signal('');
  const count = signal(0);
  const last = signal<Replied<typeof receiveStrip> | undefined>(undefined);
  return {
    number,
    count,
    last,
    receive: createAct(async () => {
      last.value = undefined;
      last.value = await ask(receiveStrip, {
        params: { campaignId },
        body: { number: number.value },
      });
      number.value = '';
      count.value += 1;
    }),
  };
}
