import { useEffect, useMemo } from 'preact/hooks';
import { postName } from '#contract/endpoint.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import type { ColumnOf } from '../../ui/Table.tsx';
import { Table } from '../../ui/Table.tsx';
import { ConfirmedAct } from '../page/ConfirmedAct.tsx';
import type { OfficeScreenProps } from '../page/page-context.ts';
import { Screen, WhenLoaded } from '../page/Screen.tsx';
import { AccountForm } from './AccountForm.tsx';
import { AccountRecord } from './AccountRecord.tsx';
import type { Account, AccountsModel } from './accounts.ts';
import { createAccounts } from './accounts.ts';
import { Batch } from './Batch.tsx';
import { FactorRule } from './FactorRule.tsx';
import { HandOver } from './HandOver.tsx';
import { LinkMessages } from './LinkMessages.tsx';
import { LinkOnce } from './LinkOnce.tsx';
import type { LinkMessagesModel } from './link-messages.ts';
import { createLinkMessages } from './link-messages.ts';
import { OidcSubject } from './OidcSubject.tsx';

export function Accounts({ context, title }: OfficeScreenProps) {
  const { ask, staff, campaign } = context;
  const model = useMemo(() => createAccounts(ask, campaign?.id), [ask, campaign?.id]);
  const links = useMemo(() => createLinkMessages(ask), [ask]);
  const mayWrite = staff.role === 'home_affairs';
  useEffect(() => {
    model.load();
  }, [model]);
  if (model.shown.value) {
    return (
      <Screen title={t(title)}>
        <div class="buttons">
          <Button
            onPress={() => {
              model.shown.value = undefined;
            }}
          >
            {t('account_record.back')}
          </Button>
        </div>
        <AccountRecord ask={ask} titlesOf={context.titlesOf} staffId={model.shown.value} />
      </Screen>
    );
  }
  return (
    <Screen title={t(title)} todo={t('accounts.todo')}>
      <LinkOnce link={model.link.value} />
      {mayWrite && <LinkMessages model={links} />}
      <RefusalNotice
        failure={
          model.renew.failure.value ??
          model.disable.failure.value ??
          model.resetFactor.failure.value
        }
      />
      {mayWrite && <AccountForm model={model} />}
      {mayWrite && <Batch ask={ask} onMade={model.load} />}
      {mayWrite && <FactorRule ask={ask} />}
      <WhenLoaded state={model.accounts}>
        {(accounts) => (
          <Table
            caption={t('accounts.caption', { n: accounts.length })}
            rows={accounts}
            keyOf={(account) => account.id}
            columns={columnsOf(context, model, links)}
          />
        )}
      </WhenLoaded>
    </Screen>
  );
}

function stateOf(account: Account) {
  if (account.handedOverAt) return 'handed_over';
  if (account.isDisabled) return 'closed';
  return account.hasPassword ? 'active' : 'waiting';
}

const columnsOf = (
  { ask, staff: caller }: OfficeScreenProps['context'],
  model: AccountsModel,
  links: LinkMessagesModel,
): ColumnOf<Account>[] => [
  { key: 'name', heading: t('accounts.name'), cell: (account) => account.fullName },
  {
    key: 'username',
    heading: t('accounts.username'),
    cell: (account) => account.username,
  },
  {
    key: 'role',
    heading: t('accounts.role'),
    cell: (account) =>
      [t(`role.${postName(account)}`), account.agencyName].filter(Boolean).join(' · '),
  },
  {
    key: 'state',
    heading: t('accounts.state'),
    cell: (account) => t(`accounts.${stateOf(account)}`),
  },
  {
    key: 'acts',
    heading: t('accounts.acts'),
    isWide: true,
    cell: (account) => (
      <span class="row-acts">
        <Button
          kind="plain"
          onPress={() => {
            model.shown.value = account.id;
          }}
        >
          {t('account_record.show')}
        </Button>
        {caller.role === 'home_affairs' && (
          <>
            <Acts model={model} account={account} isOwn={account.id === caller.id} />
            {model.provider.value.value?.name &&
              !account.isDisabled &&
              account.id !== caller.id && <OidcSubject ask={ask} account={account} />}
            <SendLink links={links} account={account} isOwn={account.id === caller.id} />
          </>
        )}
      </span>
    ),
  },
];

function Acts(props: {
  readonly model: AccountsModel;
  readonly account: Account;
  readonly isOwn: boolean;
}) {
  const { model, account } = props;
  if (props.isOwn || account.handedOverAt) return null;
  return (
    <>
      {!account.isDisabled && (
        <Button kind="plain" onPress={() => model.renew.run(account.id)}>
          {t('accounts.renew')}
        </Button>
      )}
      {account.hasSecondFactor && (
        <ConfirmedAct
          act={model.resetFactor}
          label={t('factor.reset')}
          title={t('factor.reset_confirm')}
          busy={t('app.busy')}
          isSecondary
          run={() => model.resetFactor.run(account.id)}
        >
          <p>{t('factor.reset_consequence')}</p>
        </ConfirmedAct>
      )}
      <HandOver model={model} account={account} />
      <Button kind="plain" onPress={() => model.disable.run(account.id, !account.isDisabled)}>
        {t(account.isDisabled ? 'accounts.reopen' : 'accounts.close')}
      </Button>
    </>
  );
}

function SendLink(props: {
  readonly links: LinkMessagesModel;
  readonly account: Account;
  readonly isOwn: boolean;
}) {
  const { links, account } = props;
  const hasAddress = Boolean(account.email ?? account.telephone);
  if (props.isOwn || account.isDisabled || !hasAddress || !links.canSend()) return null;
  return (
    <ConfirmedAct
      act={links.send}
      label={t('link_messages.send_one')}
      title={t('link_messages.send_confirm', { n: 1 })}
      busy={t('app.busy')}
      isSecondary
      run={() => links.send.run([account.id])}
    >
      <p>{t('link_messages.send_consequence')}</p>
    </ConfirmedAct>
  );
}
