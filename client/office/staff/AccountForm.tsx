import { useSignal } from '@preact/signals';
import { ROLES } from '#contract/endpoint.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceField, SelectField, TextField } from '../../ui/Field.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import type { AccountsModel } from './accounts.ts';

export function AccountForm({ model }: { readonly model: AccountsModel }) {
  const wrong = useSignal<{ username?: string; fullName?: string; unit?: string }>({});
  function submit(event: Event) {
    event.preventDefault();
    const isKnown = /^[a-z0-9][a-z0-9._-]{2,39}$/.test(model.username.value.trim().toLowerCase());
    wrong.value = {
      ...(!isKnown && { username: t('accounts.username_wrong') }),
      ...(!model.fullName.value.trim() && { fullName: t('accounts.name_missing') }),
      ...(model.role.value === 'unit' &&
        !model.unitCode.value && { unit: t('accounts.unit_missing') }),
    };
    if (Object.keys(wrong.value).length === 0) model.add.run();
  }
  return (
    <form class="panel" onSubmit={submit} noValidate>
      <h2>{t('accounts.new')}</h2>
      <RefusalNotice failure={model.add.failure.value} />
      <TextField
        label={t('accounts.name')}
        value={model.fullName.value}
        wrong={wrong.value.fullName}
        autocomplete="off"
        onInput={(value) => {
          model.fullName.value = value;
        }}
      />
      <TextField
        label={t('accounts.username')}
        hint={t('accounts.username_hint')}
        value={model.username.value}
        wrong={wrong.value.username}
        autocomplete="off"
        onInput={(value) => {
          model.username.value = value;
        }}
      />
      <ChoiceField
        label={t('accounts.role')}
        value={model.role.value}
        choices={ROLES.map((role) => ({
          value: role,
          label: t(`role.${role}`),
          note: t(`role_note.${role}`),
        }))}
        onChange={(role) => {
          model.role.value = role;
        }}
      />
      {model.role.value === 'unit' && (
        <SelectField
          label={t('accounts.unit')}
          value={model.unitCode.value}
          wrong={wrong.value.unit}
          choices={[
            { value: '', label: t('accounts.unit_choose') },
            ...(model.units.value.value ?? []).map((unit) => ({
              value: unit.code,
              label: `${unit.name} (${unit.code})`,
            })),
          ]}
          onChange={(code) => {
            model.unitCode.value = code;
          }}
        />
      )}
      <div class="buttons">
        <Button
          kind="primary"
          type="submit"
          isBusy={model.add.isBusy.value}
          busyLabel={t('app.busy')}
        >
          {t('accounts.add')}
        </Button>
      </div>
    </form>
  );
}
