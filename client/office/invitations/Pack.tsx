import { useEffect, useMemo } from 'preact/hooks';
import { downloadDeliveryList, downloadSlips } from '#contract/invitations.ts';
import { addressOf } from '../../api.ts';
import { t } from '../../i18n.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { day, wholeNumber } from '../../ui/words.ts';
import type { ScreenProps } from '../desk.ts';
import { Screen, Shown } from '../Screen.tsx';
import { useUnitName } from '../unit-name.ts';
import { DeliveryTable } from './DeliveryTable.tsx';
import type { PackList, PackModel } from './pack.ts';
import { createPack } from './pack.ts';

/** One unit's slips: print, hand out by hamlet, write down what the carriers found. */
export function Pack({ desk, at }: ScreenProps) {
  const { ask, campaign } = desk;
  const unitCode = at.unitCode ?? '';
  const model = useMemo(() => createPack(ask, campaign.id, unitCode), [ask, campaign.id, unitCode]);
  const isDrawn = !['draft', 'frame_open', 'frame_frozen'].includes(campaign.stage);
  useEffect(() => {
    if (isDrawn) model.load();
  }, [model, isDrawn]);
  const list = model.list.value.value;
  const title = t('pack.title', { unit: useUnitName(desk, unitCode) });
  if (!isDrawn) return <Screen title={title} todo={t('invitations.todo_draw')} />;
  return (
    <Screen title={title} todo={list && todoOf(list)}>
      <RefusalNotice failure={model.record.failure.value} />
      <Shown reading={model.list}>
        {(found) =>
          found.invitations.length === 0 ? (
            <p>{t('pack.empty')}</p>
          ) : (
            <>
              <Files campaignId={campaign.id} unitCode={unitCode} printedOn={found.printedOn} />
              <p class="hint">
                {model.counts.value
                  .map(({ outcome, count }) => `${t(`outcome.${outcome}`)}: ${wholeNumber(count)}`)
                  .join(' · ')}
              </p>
              <p class="hint">{t('pack.blank')}</p>
              <Hamlets model={model} list={found} />
              <DeliveryTable model={model} mayWrite={campaign.stage !== 'published'} />
            </>
          )
        }
      </Shown>
    </Screen>
  );
}

function todoOf(list: PackList): string {
  if (list.invitations.length === 0) return t('pack.todo_wait');
  return t(list.printedOn ? 'pack.todo_record' : 'pack.todo_print', {
    n: wholeNumber(list.invitations.length),
  });
}

function Files(props: {
  readonly campaignId: string;
  readonly unitCode: string;
  readonly printedOn: string | null;
}) {
  const { campaignId, unitCode, printedOn } = props;
  const params = { campaignId, unitCode };
  return (
    <>
      <p class="buttons">
        <ButtonLink kind="primary" href={addressOf(downloadSlips.path, params)} download>
          {t('pack.slips')}
        </ButtonLink>
        <ButtonLink href={addressOf(downloadDeliveryList.path, params)} download>
          {t('pack.delivery_list')}
        </ButtonLink>
      </p>
      <p class="hint">{printedOn ? t('pack.printed', { on: day(printedOn) }) : t('pack.secret')}</p>
    </>
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
