import { useSignal } from '@preact/signals';
import { isOfOneAgency, POST_NAMES, POSTS } from '#contract/endpoint.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceField, into, SelectField, TextField } from '../../ui/Field.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import type { AccountsModel } from './accounts.ts';
import { ofAnAgency } from './accounts.ts';

interface Complaints {
  readonly username?: string;
  readonly fullName?: string;
  readonly agency?: string;
  readonly telephone?: string;
  readonly email?: string;
}

function complaintsAbout(model: AccountsModel): Complaints {
  const { username, fullName, post, agencyCode, telephone, email } = model;
  const isEmail = /^([^\s@]+@[^\s@]+\.[^\s@]+)?$/.test(email.value.trim());
  const isTelephone = /^(\+?\d[\d .]{7,19})?$/.test(telephone.value.trim());
  const isName = /^[a-z0-9][a-z0-9._-]{2,39}$/.test(username.value.trim().toLowerCase());
  return {
    ...(!isName && { username: t('accounts.username_wrong') }),
    ...(!fullName.value.trim() && { fullName: t('accounts.name_missing') }),
    ...(isOfOneAgency(POSTS[post.value].role) &&
      !agencyCode.value && { agency: t('accounts.agency_missing') }),
    ...(!isTelephone && { telephone: t('accounts.telephone_wrong') }),
    ...(!isEmail && { email: t('accounts.email_wrong') }),
  };
}

export function AccountForm({ model }: { readonly model: AccountsModel }) {
  const wrong = useSignal<Complaints>({});
  function submit(event: Event) {
    event.preventDefault();
    wrong.value = complaintsAbout(model);
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
        onInput={into(model.fullName)}
      />
      <TextField
        label={t('accounts.username')}
        hint={t('accounts.username_hint')}
        value={model.username.value}
        wrong={wrong.value.username}
        autocomplete="off"
        onInput={into(model.username)}
      />
      <TextField
        label={t('accounts.telephone')}
        hint={t('accounts.telephone_hint')}
        value={model.telephone.value}
        wrong={wrong.value.telephone}
        inputmode="tel"
        autocomplete="off"
        isShort
        onInput={into(model.telephone)}
      />
      <TextField
        label={t('accounts.email')}
        value={model.email.value}
        wrong={wrong.value.email}
        inputmode="email"
        autocomplete="off"
        onInput={into(model.email)}
      />
      <ChoiceField
        label={t('accounts.role')}
        value={model.post.value}
        choices={POST_NAMES.map((post) => ({
          value: post,
          label: t(`role.${post}`),
          note: t(`role_note.${post}`),
        }))}
        onChange={into(model.post)}
      />
      {ofAnAgency(POSTS[model.post.value].role) && (
        <AgencyChoice model={model} wrong={wrong.value.agency} />
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

function AgencyChoice(props: {
  readonly model: AccountsModel;
  readonly wrong: string | undefined;
}) {
  const { model } = props;
  const isHome = !isOfOneAgency(POSTS[model.post.value].role);
  return (
    <SelectField
      label={t(isHome ? 'accounts.home_agency' : 'accounts.agency')}
      {...(isHome && { hint: t('accounts.home_agency_hint') })}
      value={model.agencyCode.value}
      wrong={props.wrong}
      choices={[
        { value: '', label: t(isHome ? 'accounts.home_agency_none' : 'accounts.agency_choose') },
        ...(model.agencies.value.value ?? []).map((agency) => ({
          value: agency.code,
          label: `${agency.name} (${agency.code})`,
        })),
      ]}
      onChange={into(model.agencyCode)}
    />
  );
}
