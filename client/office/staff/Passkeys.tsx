import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { Passkey } from '#contract/passkeys.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { into, TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PasswordField } from '../../ui/PasswordField.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Table } from '../../ui/Table.tsx';
import { moment, wholeNumber } from '../../ui/words.ts';
import { ConfirmedAct } from '../page/ConfirmedAct.tsx';
import { WhenLoaded } from '../page/Screen.tsx';
import type { Ask } from '../page/session.ts';
import type { PasskeysModel } from './passkeys.ts';
import { createPasskeys } from './passkeys.ts';

/** The own account's passkeys; `onDone` where nothing else can be done before. */
export function Passkeys(props: { readonly ask: Ask; readonly onDone?: (() => void) | undefined }) {
  const { ask, onDone } = props;
  const model = useMemo(() => createPasskeys(ask), [ask]);
  useEffect(() => {
    model.passkeys.load();
  }, [model]);
  return (
    <section>
      <h2>{t('passkeys.title')}</h2>
      {model.isAdded.value && (
        <Notice kind="success" title={t('passkeys.added')}>
          {onDone && (
            <div class="buttons">
              <Button kind="primary" onPress={onDone}>
                {t('factor.go_on')}
              </Button>
            </div>
          )}
        </Notice>
      )}
      <WhenLoaded state={model.passkeys}>
        {(passkeys) => passkeys.length > 0 && <Known model={model} passkeys={passkeys} />}
      </WhenLoaded>
      <AddPasskey model={model} />
    </section>
  );
}

function Known(props: { readonly model: PasskeysModel; readonly passkeys: readonly Passkey[] }) {
  const { model, passkeys } = props;
  return (
    <Table
      caption={t('passkeys.caption', { n: wholeNumber(passkeys.length) })}
      rows={passkeys}
      keyOf={({ id }) => id}
      columns={[
        { key: 'name', heading: t('passkeys.name'), cell: ({ name }) => name },
        { key: 'made', heading: t('passkeys.made'), cell: ({ madeAt }) => moment(madeAt) },
        {
          key: 'used',
          heading: t('passkeys.used'),
          cell: ({ lastUsedAt }) => (lastUsedAt ? moment(lastUsedAt) : t('passkeys.never')),
        },
        {
          key: 'acts',
          heading: t('passkeys.acts'),
          isWide: true,
          cell: (passkey) => <Remove model={model} passkey={passkey} />,
        },
      ]}
    />
  );
}

function Remove({ model, passkey }: { readonly model: PasskeysModel; readonly passkey: Passkey }) {
  const password = useSignal('');
  return (
    <ConfirmedAct
      act={model.remove}
      label={t('passkeys.remove')}
      title={t('passkeys.remove_confirm', { name: passkey.name })}
      busy={t('app.busy')}
      isSecondary
      run={() => model.remove.run(passkey.id, password.value)}
    >
      <p>{t('passkeys.remove_consequence')}</p>
      <PasswordField
        label={t('factor.password')}
        autocomplete="current-password"
        value={password.value}
        onInput={into(password)}
      />
    </ConfirmedAct>
  );
}

function AddPasskey({ model }: { readonly model: PasskeysModel }) {
  const name = useSignal('');
  const password = useSignal('');
  const wrong = useSignal<{ name?: string; password?: string }>({});
  async function submit(event: Event) {
    event.preventDefault();
    wrong.value = {
      ...(!name.value.trim() && { name: t('passkeys.name_missing') }),
      ...(!password.value && { password: t('passkeys.password_missing') }),
    };
    if (Object.keys(wrong.value).length > 0) return;
    if (!(await model.add.run(name.value.trim(), password.value))) return;
    name.value = '';
    password.value = '';
  }
  return (
    <form class="panel" onSubmit={submit} noValidate>
      <p>{t('passkeys.what')}</p>
      <RefusalNotice failure={model.add.failure.value} />
      <TextField
        label={t('passkeys.name')}
        hint={t('passkeys.name_hint')}
        value={name.value}
        wrong={wrong.value.name}
        autocomplete="off"
        onInput={into(name)}
      />
      <PasswordField
        label={t('factor.password')}
        autocomplete="current-password"
        value={password.value}
        wrong={wrong.value.password}
        onInput={into(password)}
      />
      <div class="buttons">
        <Button type="submit" isBusy={model.add.isBusy.value} busyLabel={t('app.busy')}>
          {t('passkeys.add')}
        </Button>
      </div>
    </form>
  );
}
