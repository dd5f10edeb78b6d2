import { useEffect, useMemo } from 'preact/hooks';
import { REISSUE_REASONS } from '#contract/reissues.ts';
import { t } from '../../i18n.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { ChoiceField, into, SelectField, TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { wholeNumber } from '../../ui/words.ts';
import { useAgencyName } from '../page/agency-name.ts';
import { ConfirmedAct } from '../page/ConfirmedAct.tsx';
import type { PageContext, ScreenProps } from '../page/page-context.ts';
import { Screen, WhenLoaded } from '../page/Screen.tsx';
import { CaseActs } from './CaseActs.tsx';
import { slipsAddress } from './PrintPurposes.tsx';
import type { ReissueModel } from './reissue.ts';
import { createReissue } from './reissue.ts';

/** A slip is lost: a new one, its old link and code dead; and what else becomes of a single slip. */
export function Reissue({ context, params, title }: ScreenProps) {
  const { ask, campaign, staff } = context;
  const agencyCode = params.agencyCode ?? '';
  const model = useMemo(
    () => createReissue(ask, campaign.id, agencyCode),
    [ask, campaign.id, agencyCode],
  );
  useEffect(() => {
    model.list.load();
  }, [model]);
  const heading = t(title, { agency: useAgencyName(context, agencyCode) });
  const mayPrint = staff.role === 'home_affairs' || campaign.slipPrinting === 'agency';
  if (!mayPrint) return <Screen title={heading} todo={t('reissue.todo_ask')} />;
  if (!['drawn', 'collecting'].includes(campaign.stage)) return <Screen title={heading} />;
  return (
    <Screen title={heading} todo={t('reissue.todo')}>
      <WhenLoaded state={model.list}>
        {({ hamlets }) => (
          <>
            <ChoiceField
              label={t('reissue.scope')}
              value={model.scope.value}
              choices={(['slip', 'hamlet'] as const).map((value) => ({
                value,
                label: t(`reissue.scopes.${value}`),
              }))}
              onChange={into(model.scope)}
            />
            {model.scope.value === 'slip' ? (
              <SlipNumber model={model} isHomeAffairs={staff.role === 'home_affairs'} />
            ) : (
              <SelectField
                label={t('pack.hamlet')}
                value={model.hamlet.value}
                choices={hamlets.map(({ hamlet, invitations }) => ({
                  value: hamlet ?? '',
                  label: `${hamlet ?? t('pack.unknown_hamlet')} (${invitations})`,
                }))}
                onChange={into(model.hamlet)}
              />
            )}
            {(model.scope.value === 'hamlet' || model.chosen.value) && (
              <Renew model={model} context={context} />
            )}
            {model.scope.value === 'slip' && model.chosen.value && (
              <CaseActs model={model} context={context} />
            )}
          </>
        )}
      </WhenLoaded>
    </Screen>
  );
}

function SlipNumber(props: { readonly model: ReissueModel; readonly isHomeAffairs: boolean }) {
  const { model, isHomeAffairs } = props;
  const { serial, chosen } = model;
  const isUnknown = serial.value.trim() !== '' && !chosen.value;
  return (
    <TextField
      label={t('reissue.serial')}
      hint={
        chosen.value
          ? [chosen.value.cameName ?? chosen.value.fullName, chosen.value.hamlet]
              .filter(Boolean)
              .join(' · ')
          : t('reissue.serial_hint')
      }
      wrong={isUnknown ? t('reissue.serial_unknown') : undefined}
      value={serial.value}
      inputmode="numeric"
      isShort
      onInput={(value) => {
        serial.value = value;
        model.renewed.value = undefined;
        if (isHomeAffairs && model.chosen.value) model.history.load();
      }}
    />
  );
}

function Renew({
  model,
  context,
}: {
  readonly model: ReissueModel;
  readonly context: PageContext;
}) {
  const { renewed, reissueReason: reason } = model;
  return (
    <section class="panel">
      <h2>{t('reissue.renew')}</h2>
      <p>{t('reissue.renew_what')}</p>
      <p>{t('reissue.draft_lost')}</p>
      <SelectField
        label={t('reissue.reason')}
        value={reason.value}
        choices={REISSUE_REASONS.map((value) => ({ value, label: t(`case_reason.${value}`) }))}
        onChange={into(reason)}
      />
      <div class="buttons">
        <ConfirmedAct
          act={model.reissue}
          label={t('reissue.do')}
          title={t('reissue.confirm')}
          busy={t('app.busy')}
          isSecondary={renewed.value !== undefined}
          run={() => model.reissue.run(reason.value)}
        >
          <p>{t('reissue.confirm_body')}</p>
        </ConfirmedAct>
      </div>
      {renewed.value && (
        <Notice kind="success" title={t('reissue.done', { n: wholeNumber(renewed.value.count) })}>
          <p class="buttons">
            <ButtonLink
              kind="primary"
              href={slipsAddress(context.campaign.id, model.agencyCode, 'lost', renewed.value.part)}
              download
            >
              {t('reissue.print')}
            </ButtonLink>
          </p>
        </Notice>
      )}
    </section>
  );
}
