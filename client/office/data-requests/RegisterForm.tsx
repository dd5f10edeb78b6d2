import { useSignal } from '@preact/signals';
import type { DataRequestKind } from '#contract/data-requests.ts';
import { DATA_REQUEST_KINDS, REQUEST_CHANNELS } from '#contract/data-requests.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { into, SelectField, TextField } from '../../ui/Field.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import type { DataRequestsModel } from './data-requests.ts';

/** The day of receipt starts the two working days, whenever it is registered. */
export function RegisterForm(props: {
  readonly model: DataRequestsModel;
  readonly agencies: readonly { readonly code: string; readonly name: string }[];
}) {
  const { model, agencies } = props;
  const [kind, channel] = [
    useSignal<DataRequestKind>('copy'),
    useSignal<(typeof REQUEST_CHANNELS)[number]>('telephone'),
  ];
  const [agencyCode, dossierCode, receivedOn] = [useSignal(''), useSignal(''), useSignal('')];
  const isMissing = useSignal(false);
  async function submit(event: Event) {
    event.preventDefault();
    const place = { agencyCode: agencyCode.value, dossierCode: dossierCode.value.trim() };
    const body = {
      ...place,
      kind: kind.value,
      channel: channel.value,
      receivedOn: receivedOn.value,
    };
    isMissing.value = Object.values(body).some((value) => value === '');
    if (isMissing.value || !(await model.add.run(body))) return;
    dossierCode.value = '';
    await model.register.load();
  }
  return (
    <details>
      <summary>{t('data_requests.register')}</summary>
      <form class="panel" onSubmit={submit} noValidate>
        <RefusalNotice failure={model.add.failure.value} />
        <SelectField
          label={t('data_requests.kind')}
          value={kind.value}
          choices={DATA_REQUEST_KINDS.map((value) => ({
            value,
            label: t(`data_requests.kinds.${value}`),
          }))}
          onChange={(value) => (kind.value = value)}
        />
        <SelectField
          label={t('data_requests.channel')}
          value={channel.value}
          choices={REQUEST_CHANNELS.map((value) => ({
            value,
            label: t(`data_requests.channels.${value}`),
          }))}
          onChange={(value) => (channel.value = value)}
        />
        <SelectField
          label={t('data_requests.agency')}
          value={agencyCode.value}
          choices={[
            { value: '', label: t('data_requests.choose') },
            ...agencies.map(({ code, name }) => ({ value: code, label: name })),
          ]}
          onChange={(value) => (agencyCode.value = value)}
        />
        <TextField
          label={t('data_requests.dossier')}
          hint={t('data_requests.dossier_hint')}
          value={dossierCode.value}
          onInput={into(dossierCode)}
        />
        <TextField
          label={t('data_requests.received')}
          type="date"
          isShort
          wrong={isMissing.value ? t('data_requests.missing') : undefined}
          value={receivedOn.value}
          onInput={into(receivedOn)}
        />
        <Button type="submit" kind="primary" isBusy={model.add.isBusy.value}>
          {t('data_requests.add')}
        </Button>
      </form>
    </details>
  );
}
