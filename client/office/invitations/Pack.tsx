import { useEffect, useMemo } from 'preact/hooks';
import { downloadDeliveryList } from '#contract/invitations.ts';
import { downloadCovers } from '#contract/slips.ts';
import { addressOf } from '../../api.ts';
import { t } from '../../i18n.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { day, wholeNumber } from '../../ui/words.ts';
import { useAgencyName } from '../page/agency-name.ts';
import { ConfirmedAct } from '../page/ConfirmedAct.tsx';
import type { PageContext, ScreenProps } from '../page/page-context.ts';
import { Screen, WhenLoaded } from '../page/Screen.tsx';
import { DeliveryTable } from './DeliveryTable.tsx';
import { PrintPurposes, slipsAddress } from './PrintPurposes.tsx';
import type { PackList, PackModel } from './pack.ts';
import { createPack } from './pack.ts';
import { Remuneration } from './Remuneration.tsx';

/** One agency's slips: print, hand out by hamlet, write down what the carriers found. */
export function Pack({ context, params, title }: ScreenProps) {
  const { ask, campaign } = context;
  const agencyCode = params.agencyCode ?? '';
  const model = useMemo(
    () => createPack(ask, campaign.id, agencyCode),
    [ask, campaign.id, agencyCode],
  );
  const isDrawn = !['draft', 'frame_open', 'frame_frozen'].includes(campaign.stage);
  useEffect(() => {
    if (isDrawn) model.load();
  }, [model, isDrawn]);
  const mayRecord = ['drawn', 'collecting'].includes(campaign.stage);
  const list = model.list.value.value;
  const heading = t(title, { agency: useAgencyName(context, agencyCode) });
  if (!isDrawn) return <Screen title={heading} />;
  return (
    <Screen title={heading} todo={list && todoOf(list, context)}>
      <RefusalNotice failure={model.deliverRest.failure.value} />
      <WhenLoaded state={model.list}>
        {(found) =>
          found.invitations.length === 0 ? (
            <p>{t('pack.empty')}</p>
          ) : (
            <>
              <Files context={context} model={model} list={found} />
              <p class="hint">
                {model.counts.value
                  .map(({ outcome, count }) => `${t(`outcome.${outcome}`)}: ${wholeNumber(count)}`)
                  .join(' · ')}
              </p>
              <p class="hint">{t('pack.blank')}</p>
              <p>
                <a href={context.linkTo('reissue', { agencyCode })}>{t('reissue.link')}</a>
              </p>
              {context.staff.role === 'home_affairs' && (
                <Remuneration campaignId={campaign.id} agencyCode={agencyCode} />
              )}
              <Hamlets model={model} list={found} />
              {mayRecord && <DeliverRest model={model} />}
              <DeliveryTable model={model} mayWrite={mayRecord} />
            </>
          )
        }
      </WhenLoaded>
    </Screen>
  );
}

function todoOf({ invitations, printedOn }: PackList, { campaign, staff }: PageContext): string {
  if (invitations.length === 0) return t('pack.todo_wait');
  const n = wholeNumber(invitations.length);
  if (staff.role === 'agency' && campaign.slipPrinting !== 'agency')
    return t(printedOn ? 'pack.todo_deliver' : 'pack.todo_wait_slips', { n });
  return t(printedOn ? 'pack.todo_record' : 'pack.todo_print', { n });
}

/** Who prints is a term of the campaign. The other side reads where the slips come from. */
function Files({ context, model, list }: FilesProps) {
  const { campaign, staff } = context;
  const isAgency = staff.role === 'agency';
  const mayPrint = !isAgency || campaign.slipPrinting === 'agency';
  const params = { campaignId: campaign.id, agencyCode: model.agencyCode };
  return (
    <>
      <Notice kind="info" title={t(`slip_printing.${campaign.slipPrinting}`)}>
        <p>{t(`pack.who.${campaign.slipPrinting}.${isAgency ? 'agency' : 'home_affairs'}`)}</p>
      </Notice>
      {mayPrint && <PrintPurposes purpose={model.purpose} />}
      <p class="buttons">
        {mayPrint && (
          <ButtonLink
            kind="primary"
            href={slipsAddress(campaign.id, model.agencyCode, model.purpose.value)}
            download
          >
            {t('pack.slips')}
          </ButtonLink>
        )}
        {campaign.slipPrinting === 'sealed_packs' && (
          <ButtonLink
            {...(!mayPrint && { kind: 'primary' as const })}
            href={addressOf(downloadCovers.path, params)}
            download
          >
            {t('pack.covers')}
          </ButtonLink>
        )}
        <ButtonLink href={addressOf(downloadDeliveryList.path, params)} download>
          {t('pack.delivery_list')}
        </ButtonLink>
      </p>
      <p class="hint">
        {list.printedOn ? t('pack.printed', { on: day(list.printedOn) }) : t('pack.not_printed')}
      </p>
    </>
  );
}

interface FilesProps {
  readonly context: PageContext;
  readonly model: PackModel;
  readonly list: PackList;
}

function DeliverRest({ model }: { readonly model: PackModel }) {
  const n = wholeNumber(model.unrecorded.value.length);
  if (model.unrecorded.value.length === 0) return null;
  return (
    <div class="buttons">
      <ConfirmedAct
        act={model.deliverRest}
        label={t('pack.deliver_rest', { n })}
        title={t('pack.deliver_rest_confirm', { n })}
        busy={t('app.busy')}
        isSecondary
        run={model.deliverRest.run}
      >
        <p>{t('pack.deliver_rest_body')}</p>
      </ConfirmedAct>
    </div>
  );
}

function Hamlets({ model, list }: { readonly model: PackModel; readonly list: PackList }) {
  const ALL = 'all';
  return (
    <SelectField
      label={t('pack.hamlet')}
      value={model.hamlet.value === undefined ? ALL : `h:${model.hamlet.value}`}
      choices={[
        { value: ALL, label: t('pack.all_hamlets', { n: list.invitations.length }) },
        ...list.hamlets.map(({ hamlet, invitations }) => ({
          value: `h:${hamlet ?? ''}`,
          label: `${hamlet ?? t('pack.unknown_hamlet')} (${invitations})`,
        })),
      ]}
      onChange={(value) => {
        model.hamlet.value = value === ALL ? undefined : value.slice(2);
      }}
    />
  );
}
