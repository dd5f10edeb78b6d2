import { useEffect, useMemo } from 'preact/hooks';
import type { Campaign } from '#contract/campaigns.ts';
import type { Staff } from '#contract/staff.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import type { ColumnOf } from '../../ui/Table.tsx';
import { Table } from '../../ui/Table.tsx';
import { Screen, Shown } from '../Screen.tsx';
import type { Ask } from '../session.ts';
import { AccountForm } from './AccountForm.tsx';
import type { Account, AccountsModel } from './accounts.ts';
import { createAccounts } from './accounts.ts';
import { LinkOnce } from './LinkOnce.tsx';

export function Accounts(props: {
  readonly ask: Ask;
  readonly staff: Staff;
  readonly campaign: Campaign | undefined;
}) {
  const { ask, staff, campaign } = props;
  const model = useMemo(() => createAccounts(ask, campaign?.id), [ask, campaign?.id]);
  useEffect(() => {
    model.load();
  }, [model]);
  return (
    <Screen title={t('accounts.title')} todo={t('accounts.todo')}>
      <LinkOnce link={model.link.value} />
      <RefusalNotice failure={model.renew.failure.value ?? model.disable.failure.value} />
      <AccountForm model={model} />
      <Shown reading={model.accounts}>
        {(accounts) => (
          <Table
            caption={t('accounts.caption', { n: accounts.length })}
            rows={accounts}
            keyOf={(account) => account.id}
            columns={columnsOf(model, staff.id)}
          />
        )}
      </Shown>
    </Screen>
  );
}

function stateOf(account: { isDisabled: boolean; hasPassword: boolean }) {
  if (account.isDisabled) return 'closed';
  return account.hasPassword ? 'active' : 'waiting';
}

const columnsOf = (model: AccountsModel, ownId: string): ColumnOf<Account>[] => [
  { key: 'name', heading: t('accounts.name'), cell: (account) => account.fullName },
  {
    key: 'username',
    heading: t('accounts.username'),
    cell: (account) => account.username,
  },
  {
    key: 'role',
    heading: t('accounts.role'),
    cell: (account) => [t(`role.${account.role}`), account.unitName].filter(Boolean).join(' · '),
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
    cell: (account) => <Acts model={model} account={account} isOwn={account.id === ownId} />,
  },
];

function Acts(props: {
  readonly model: AccountsModel;
  readonly account: Account;
  readonly isOwn: boolean;
}) {
  const { model, account, isOwn } = props;
  return (
    <span class="row-acts">
      {!account.isDisabled && (
        <Button kind="plain" onPress={() => model.renew.run(account.id)}>
          {t('accounts.renew')}
        </Button>
      )}
      {!isOwn && (
        <Button kind="plain" onPress={() => model.disable.run(account.id, !account.isDisabled)}>
          {t(account.isDisabled ? 'accounts.reopen' : 'accounts.close')}
        </Button>
      )}
    </span>
  );
}
