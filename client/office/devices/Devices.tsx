import { useEffect, useMemo } from 'preact/hooks';
import type { FieldDevice } from '#contract/devices.ts';
import { t } from '../../i18n.ts';
import { Notice } from '../../ui/Notice.tsx';
import type { ColumnOf } from '../../ui/Table.tsx';
import { Table } from '../../ui/Table.tsx';
import { day, wholeNumber } from '../../ui/words.ts';
import { ConfirmedAct } from '../page/ConfirmedAct.tsx';
import type { ScreenProps } from '../page/page-context.ts';
import { Screen, WhenLoaded } from '../page/Screen.tsx';
import { AddDevice } from './AddDevice.tsx';
import { DeviceTerms } from './DeviceTerms.tsx';
import type { DevicesModel } from './devices.ts';
import { createDevices } from './devices.ts';

/** Which devices ask in the field, since when nothing was heard of them, and cutting one off. */
export function Devices({ context, title }: ScreenProps) {
  const { ask, campaign } = context;
  const model = useMemo(() => createDevices(ask, campaign.id), [ask, campaign.id]);
  useEffect(() => {
    model.load();
  }, [model]);
  const isOpen = ['drawn', 'collecting'].includes(campaign.stage);
  return (
    <Screen title={t(title)} todo={t(isOpen ? 'devices.todo' : 'devices.todo_over')}>
      <OverShare model={model} />
      {isOpen && <AddDevice model={model} />}
      <WhenLoaded state={model.listed}>
        {({ devices }) =>
          devices.length === 0 ? (
            <p>{t('devices.empty')}</p>
          ) : (
            <Table
              caption={t('devices.list')}
              rows={devices}
              keyOf={({ id }) => id}
              columns={columns(model, isOpen)}
            />
          )
        }
      </WhenLoaded>
      {isOpen && model.listed.value.value && <DeviceTerms model={model} />}
    </Screen>
  );
}

function OverShare({ model }: { readonly model: DevicesModel }) {
  const { overShare = [], terms } = model.listed.value.value ?? {};
  if (overShare.length === 0) return null;
  return (
    <Notice kind="attention" title={t('devices.over')}>
      <p>{t('devices.over_what', { limit: terms?.counterPercent })}</p>
      <ul>
        {overShare.map(({ agencyName: agency, percent }) => (
          <li key={agency}>
            {t(percent === null ? 'devices.over_hidden' : 'devices.over_share', {
              agency,
              percent,
            })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function columns(model: DevicesModel, isOpen: boolean): ColumnOf<FieldDevice>[] {
  const counts = [
    ['unsent', 'devices.unsent'],
    ['setAside', 'devices.set_aside'],
    ['openCases', 'devices.open_cases'],
  ] as const;
  return [
    { key: 'name', heading: t('devices.name'), cell: ({ name }) => name },
    { key: 'kind', heading: t('devices.kind'), cell: ({ kind }) => t(`devices.kinds.${kind}`) },
    {
      key: 'place',
      heading: t('devices.place'),
      cell: ({ agencyName, staffName }) => agencyName ?? staffName,
    },
    {
      key: 'state',
      heading: t('devices.state'),
      cell: ({ state, revokedOn }) =>
        t(`devices.states.${state}`, { on: revokedOn ? day(revokedOn) : '' }),
    },
    {
      key: 'contact',
      heading: t('devices.contact'),
      cell: ({ lastContactOn }) => (lastContactOn ? day(lastContactOn) : t('devices.never')),
    },
    ...counts.map(([name, heading]) => ({
      key: name,
      heading: t(heading),
      isNumeric: true,
      cell: (device: FieldDevice) => wholeNumber(device[name]),
    })),
    {
      key: 'act',
      heading: t('devices.act'),
      isWide: true,
      cell: (device) =>
        isOpen && device.state !== 'revoked' && <Revoke model={model} device={device} />,
    },
  ];
}

function Revoke({ model, device }: { readonly model: DevicesModel; readonly device: FieldDevice }) {
  const { id, name, unsent, openCases } = device;
  return (
    <ConfirmedAct
      act={model.revoke}
      label={t('devices.revoke')}
      title={t('devices.revoke_title', { name })}
      busy={t('devices.revoking')}
      isSecondary
      run={() => model.revoke.run(id)}
    >
      <p>{t('devices.revoke_what', { unsent: wholeNumber(unsent) })}</p>
      {openCases > 0 && <p>{t('devices.revoke_cases', { n: wholeNumber(openCases) })}</p>}
    </ConfirmedAct>
  );
}
