import { useSignal } from '@preact/signals';
import type { DeviceKind } from '#contract/devices.ts';
import { DEVICE_KINDS } from '#contract/devices.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceField, into, SelectField, TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { moment } from '../../ui/words.ts';
import type { DevicesModel } from './devices.ts';

/** Addresses of `server/http/client.ts`, as they are read out. */
const ADDRESS: Readonly<Record<DeviceKind, string>> = {
  kiosk: '/quay',
  interviewer: '/phong-van',
};

export function AddDevice({ model }: { readonly model: DevicesModel }) {
  const kind = useSignal<DeviceKind>('kiosk');
  const name = useSignal('');
  const place = useSignal('');
  const wrong = useSignal('');
  const places = placesOf(model, kind.value);
  const chosen = places.some(({ value }) => value === place.value)
    ? place.value
    : (places[0]?.value ?? '');
  function submit(event: Event) {
    event.preventDefault();
    wrong.value = name.value.trim() ? '' : t('devices.name_missing');
    if (!wrong.value && chosen) model.add.run(kind.value, name.value, chosen);
  }
  return (
    <form class="panel" onSubmit={submit} noValidate>
      <h2>{t('devices.add')}</h2>
      <RefusalNotice failure={model.add.failure.value} />
      <Made model={model} />
      <ChoiceField
        label={t('devices.kind')}
        value={kind.value}
        choices={DEVICE_KINDS.map((value) => ({
          value,
          label: t(`devices.kinds.${value}`),
          note: t(`devices.kind_notes.${value}`),
        }))}
        onChange={into(kind)}
      />
      {places.length > 0 ? (
        <SelectField
          label={t(kind.value === 'kiosk' ? 'devices.agency' : 'devices.staff')}
          value={chosen}
          choices={places}
          onChange={into(place)}
        />
      ) : (
        <p>{kind.value === 'interviewer' && t('devices.none_to_choose')}</p>
      )}
      <TextField
        label={t('devices.name')}
        hint={t('devices.name_hint')}
        wrong={wrong.value || undefined}
        value={name.value}
        onInput={into(name)}
      />
      <div class="buttons">
        <Button type="submit" kind="primary" isBusy={model.add.isBusy.value}>
          {t('devices.make')}
        </Button>
      </div>
    </form>
  );
}

function Made({ model }: { readonly model: DevicesModel }) {
  const made = model.made.value;
  if (!made) return null;
  const address = `${location.host}${ADDRESS[made.kind]}`;
  return (
    <Notice kind="success" title={t('devices.code', { code: made.code })}>
      <p>{t('devices.code_what', { address, until: moment(made.expiresAt) })}</p>
    </Notice>
  );
}

const placesOf = ({ agencies, interviewers }: DevicesModel, kind: DeviceKind) =>
  kind === 'kiosk'
    ? (agencies.value.value ?? []).map(({ code, name }) => ({ value: code, label: name }))
    : (interviewers.value.value ?? []).map(({ staffId, name, agencyName }) => ({
        value: staffId,
        label: [name, agencyName].filter(Boolean).join(' · '),
      }));
