import { useEffect, useMemo } from 'preact/hooks';
import { CONTACT_PURPOSES } from '#contract/contact.ts';
import { WAYS } from '#contract/contact-ways.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { into, LongTextField, SelectField, TextField } from '../../ui/Field.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { wholeNumber } from '../../ui/words.ts';
import { ConfirmedAct } from '../page/ConfirmedAct.tsx';
import type { ScreenProps } from '../page/page-context.ts';
import { Screen, WhenLoaded } from '../page/Screen.tsx';
import { BouncedMail } from './BouncedMail.tsx';
import type { ContactPlanModel } from './contact-plan.ts';
import { createContactPlan, REACHES } from './contact-plan.ts';
import { Reason, WaveTable } from './WaveTable.tsx';

/** When and how those are reminded who have not answered. */
export function ContactPlan({ context, title }: ScreenProps) {
  const { ask, campaign, staff } = context;
  const model = useMemo(() => createContactPlan(ask, campaign), [ask, campaign]);
  useEffect(() => {
    model.plan.load();
  }, [model]);
  const isOpen = ['drawn', 'collecting'].includes(campaign.stage);
  const mayWrite = isOpen && staff.role === 'home_affairs';
  return (
    <Screen title={t(title)} todo={t('contact.todo')}>
      <p>{t('contact.about')}</p>
      <RefusalNotice failure={model.stop.failure.value} />
      <WhenLoaded state={model.plan}>
        {({ waves, hasGateway, hasMail }) => (
          <>
            {!hasGateway && <p class="hint">{t('contact.no_gateway')}</p>}
            {!hasMail && <p class="hint">{t('contact.no_mail')}</p>}
            {mayWrite && waves.length > 0 && (
              <SelectField
                label={t('contact.purpose')}
                hint={t('pack.purpose_hint')}
                value={model.purpose.value}
                choices={CONTACT_PURPOSES.map((value) => ({
                  value,
                  label: t(`contact.purposes.${value}`),
                }))}
                onChange={into(model.purpose)}
              />
            )}
            {waves.length > 0 && (
              <WaveTable
                waves={waves}
                model={model}
                context={context}
                mayWrite={mayWrite}
                canSend={(way) => (way === 'email' ? hasMail : hasGateway)}
              />
            )}
            {waves.some(({ state }) => state === 'sending') && mayWrite && <Stop model={model} />}
            {mayWrite && waves.some(({ way }) => way === 'email') && <BouncedMail model={model} />}
          </>
        )}
      </WhenLoaded>
      {mayWrite && <NewWave model={model} />}
    </Screen>
  );
}

function Stop({ model }: { readonly model: ContactPlanModel }) {
  return (
    <div class="buttons">
      <ConfirmedAct
        act={model.stop}
        label={t('contact.stop')}
        title={t('contact.stop')}
        busy={t('app.busy')}
        isSecondary
        run={() => model.stop.run()}
      >
        <p>{t('contact.stop_body')}</p>
      </ConfirmedAct>
    </div>
  );
}

function NewWave({ model }: { readonly model: ContactPlanModel }) {
  const { n, limit } = model.length.value;
  return (
    <form
      class="panel"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        model.add.run();
      }}
    >
      <h2>{t('contact.add')}</h2>
      <RefusalNotice failure={model.add.failure.value} />
      <TextField
        label={t('contact.day')}
        type="date"
        value={model.day.value}
        isShort
        onInput={into(model.day)}
      />
      <SelectField
        label={t('contact.way')}
        value={model.way.value}
        choices={WAYS.map((value) => ({ value, label: t(`way.${value}`) }))}
        onChange={into(model.way)}
      />
      <SelectField
        label={t('contact.reach')}
        value={model.reach.value}
        choices={REACHES.map((value) => ({ value, label: t(`contact.reaches.${value}`) }))}
        onChange={into(model.reach)}
      />
      <LongTextField
        label={t('contact.text')}
        hint={
          model.way.value === 'sms'
            ? `${t('contact.text_hint')}. ${t('contact.length', { n: wholeNumber(n), limit: wholeNumber(limit) })}`
            : t('contact.text_hint')
        }
        value={model.text.value}
        onInput={into(model.text)}
      />
      {model.isChange && <Reason model={model} />}
      <div class="buttons">
        <Button
          kind="primary"
          type="submit"
          isBusy={model.add.isBusy.value}
          busyLabel={t('app.busy')}
        >
          {t('contact.add')}
        </Button>
      </div>
    </form>
  );
}
