import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { into, TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PasswordField } from '../../ui/PasswordField.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { wholeNumber } from '../../ui/words.ts';
import type { Act } from '../page/act.ts';
import type { OfficeScreenProps } from '../page/page-context.ts';
import { Screen, WhenLoaded } from '../page/Screen.tsx';
import type { Ask } from '../page/session.ts';
import { AccountRecord } from './AccountRecord.tsx';
import { Passkeys } from './Passkeys.tsx';
import { QrSquare } from './QrSquare.tsx';
import type { SecondFactorModel } from './second-factor.ts';
import { createSecondFactor } from './second-factor.ts';

export function OwnAccount({ context, title }: OfficeScreenProps) {
  const isShown = useSignal(false);
  const { ask, titlesOf } = context;
  return (
    <SecondFactor ask={ask} title={t(title)}>
      {isShown.value ? (
        <AccountRecord ask={ask} titlesOf={titlesOf} />
      ) : (
        <div class="buttons">
          <Button
            onPress={() => {
              isShown.value = true;
            }}
          >
            {t('account_record.show')}
          </Button>
        </div>
      )}
    </SecondFactor>
  );
}

/** The own account's second factor; `onDone` where nothing else can be done before. */
export function SecondFactor(props: {
  readonly ask: Ask;
  readonly title: string;
  readonly onDone?: () => void;
  readonly children?: ComponentChildren;
}) {
  const { ask } = props;
  const model = useMemo(() => createSecondFactor(ask), [ask]);
  useEffect(() => {
    model.factor.load();
  }, [model]);
  const isOn = model.factor.value.value?.isOn;
  const todo = props.onDone ? 'factor.todo_due' : `factor.todo_${isOn ? 'on' : 'off'}`;
  return (
    <Screen title={props.title} todo={t(todo)}>
      {model.recoveryCodes.value.length > 0 && (
        <RecoveryCodes codes={model.recoveryCodes.value} onDone={props.onDone} />
      )}
      <WhenLoaded state={model.factor}>
        {(factor) =>
          factor.isOn ? (
            <IsOn model={model} />
          ) : model.prepared.value ? (
            <FirstCode model={model} prepared={model.prepared.value} />
          ) : (
            <AskPassword act={model.prepare} label={t('factor.begin')} text={t('factor.what')} />
          )
        }
      </WhenLoaded>
      <Passkeys ask={ask} onDone={props.onDone} />
      {props.children}
    </Screen>
  );
}

/** A session that somebody left open is not enough: the password comes first. */
function AskPassword(props: {
  readonly act: Act<[string], void>;
  readonly label: string;
  readonly text: string;
}) {
  const password = useSignal('');
  return (
    <form
      class="panel"
      onSubmit={(event) => {
        event.preventDefault();
        if (password.value) props.act.run(password.value);
      }}
    >
      <p>{props.text}</p>
      <RefusalNotice failure={props.act.failure.value} />
      <PasswordField
        label={t('factor.password')}
        autocomplete="current-password"
        value={password.value}
        onInput={into(password)}
      />
      <div class="buttons">
        <Button type="submit" isBusy={props.act.isBusy.value} busyLabel={t('app.busy')}>
          {props.label}
        </Button>
      </div>
    </form>
  );
}

function FirstCode(props: {
  readonly model: SecondFactorModel;
  readonly prepared: { readonly uri: string; readonly secret: string };
}) {
  const { model, prepared } = props;
  const code = useSignal('');
  return (
    <form
      class="panel"
      onSubmit={(event) => {
        event.preventDefault();
        if (code.value.trim()) model.confirm.run(code.value.trim());
      }}
    >
      <p>{t('factor.scan')}</p>
      <QrSquare text={prepared.uri} label={t('factor.square')} />
      <p>
        {t('factor.by_hand')} <code class="secret">{prepared.secret}</code>
      </p>
      <RefusalNotice failure={model.confirm.failure.value} />
      <TextField
        label={t('factor.first_code')}
        inputmode="numeric"
        autocomplete="one-time-code"
        isShort
        value={code.value}
        onInput={into(code)}
      />
      <div class="buttons">
        <Button
          kind="primary"
          type="submit"
          isBusy={model.confirm.isBusy.value}
          busyLabel={t('app.busy')}
        >
          {t('factor.confirm')}
        </Button>
      </div>
    </form>
  );
}

function RecoveryCodes(props: {
  readonly codes: readonly string[];
  readonly onDone: (() => void) | undefined;
}) {
  return (
    <Notice kind="success" title={t('factor.codes_title')}>
      <p>{t('factor.codes_text')}</p>
      <ul>
        {props.codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div class="buttons">
        <Button onPress={() => print()}>{t('factor.print')}</Button>
        {props.onDone && (
          <Button kind="primary" onPress={props.onDone}>
            {t('factor.go_on')}
          </Button>
        )}
      </div>
    </Notice>
  );
}

function IsOn({ model }: { readonly model: SecondFactorModel }) {
  const factor = model.factor.value.value;
  if (!factor) return null;
  return (
    <>
      <p>{t('factor.is_on', { n: wholeNumber(factor.recoveryCodesLeft) })}</p>
      {factor.isRequired ? (
        <p>{t('factor.is_required')}</p>
      ) : (
        <AskPassword act={model.remove} label={t('factor.remove')} text={t('factor.remove_text')} />
      )}
    </>
  );
}
