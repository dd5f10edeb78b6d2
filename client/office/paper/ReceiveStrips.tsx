import { signal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Replied } from '#contract/endpoint.ts';
import { receiveStrip } from '#contract/paper.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { into, TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { day, wholeNumber } from '../../ui/words.ts';
import { createAct } from '../page/act.ts';
import type { ScreenProps } from '../page/page-context.ts';
import { Screen } from '../page/Screen.tsx';
import type { Ask } from '../page/session.ts';

/** Outer envelopes: a scanner types the digits and Enter, so strip follows strip without a mouse. */
export function ReceiveStrips({ context, title }: ScreenProps) {
  const { ask, campaign } = context;
  const model = useMemo(() => createReceiving(ask, campaign.id), [ask, campaign.id]);
  const form = useRef<HTMLFormElement>(null);
  const focus = () => form.current?.querySelector('input')?.focus();
  useEffect(() => {
    focus();
  }, []);
  async function submit(event: Event) {
    event.preventDefault();
    await model.receive.run();
    focus();
  }
  const last = model.last.value;
  return (
    <Screen title={t(title)} todo={t('paper.todo_strip')}>
      <form class="panel" ref={form} onSubmit={submit} noValidate>
        <RefusalNotice failure={model.receive.failure.value} />
        <TextField
          label={t('paper.strip_number')}
          hint={t('paper.strip_number_hint')}
          value={model.number.value}
          inputmode="numeric"
          autocomplete="off"
          isShort
          onInput={into(model.number)}
        />
        <div class="buttons">
          <Button kind="primary" type="submit" isBusy={model.receive.isBusy.value}>
            {t('paper.receive')}
          </Button>
        </div>
      </form>
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
