import { useEffect, useMemo } from 'preact/hooks';
import type { AccountRecord as Facts } from '#contract/account-records.ts';
import { getAccountRecord, getOwnRecord } from '#contract/account-records.ts';
import { postName } from '#contract/endpoint.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { createLoaded } from '../../ui/loaded.ts';
import { Table } from '../../ui/Table.tsx';
import { moment, wholeNumber } from '../../ui/words.ts';
import type { TitlesOf } from '../page/page-context.ts';
import { WhenLoaded } from '../page/Screen.tsx';
import type { Ask } from '../page/session.ts';
import { actName, detailWords, momentWords } from './act-words.ts';

/** Everything an account may do and did, to print and sign when it changes hands. Nobody's id: the own account's. */
export function AccountRecord(props: {
  readonly ask: Ask;
  readonly titlesOf: TitlesOf;
  readonly staffId?: string;
}) {
  const { ask, staffId } = props;
  const record = useMemo(
    () =>
      createLoaded(
        (): Promise<Facts> =>
          staffId ? ask(getAccountRecord, { params: { staffId } }) : ask(getOwnRecord, {}),
      ),
    [ask, staffId],
  );
  useEffect(() => {
    record.load();
  }, [record]);
  return (
    <WhenLoaded state={record}>
      {(facts) => (
        <section class="account-record">
          <Head facts={facts} />
          <Tasks facts={facts} />
          <May facts={facts} titles={props.titlesOf(facts.account.role)} />
          <Did facts={facts} />
          <p class="signatures">{t('account_record.signatures')}</p>
        </section>
      )}
    </WhenLoaded>
  );
}

function Head({ facts }: { readonly facts: Facts }) {
  const { account, holders } = facts;
  const post = [t(`role.${postName(account)}`), account.agencyName].filter(Boolean).join(' · ');
  return (
    <>
      <h2>{t('account_record.title', { username: account.username })}</h2>
      <div class="buttons">
        <Button onPress={printWhole}>{t('account_record.print')}</Button>
      </div>
      <p>
        <strong>{account.fullName}</strong> · {post}
      </p>
      <p>
        {t('account_record.since', { at: moment(account.madeAt) })}{' '}
        {account.lastUsedAt
          ? t('account_record.last_used', { at: moment(account.lastUsedAt) })
          : t('account_record.never_used')}{' '}
        {t(`account_record.factor_${account.hasSecondFactor ? 'on' : 'off'}`, {
          n: wholeNumber(account.passkeys),
        })}
      </p>
      {holders.map((holder) => (
        <p key={holder.username}>
          {t('account_record.holder', {
            name: holder.fullName,
            from: moment(holder.from),
            until: moment(holder.until),
          })}
        </p>
      ))}
    </>
  );
}

/** With the table of rights, which is folded on the screen. */
function printWhole(): void {
  document.querySelector('.account-record details')?.setAttribute('open', '');
  print();
}

function Tasks({ facts }: { readonly facts: Facts }) {
  return (
    <>
      <h3>{t('account_record.tasks')}</h3>
      <ul>
        {facts.tasks.map(({ task, count }) => (
          <li key={task}>{t(`account_record.task_${task}`, { n: wholeNumber(count) })}</li>
        ))}
        {facts.tasks.length === 0 && <li>{t('account_record.no_tasks')}</li>}
      </ul>
      <h3>{t('account_record.agencies')}</h3>
      <ul>
        <li>{facts.account.agencyName ?? t('account_record.no_agency')}</li>
        {facts.rounds.map(({ id, name }) => (
          <li key={id}>{t('account_record.round', { name })}</li>
        ))}
      </ul>
    </>
  );
}

function May(props: { readonly facts: Facts; readonly titles: readonly string[] }) {
  const { account, rights } = props.facts;
  return (
    <>
      <h3>{t('account_record.may')}</h3>
      <p>{t(`role_note.${postName(account)}`)}</p>
      <ul>
        {props.titles
          .map(screenName)
          .filter(Boolean)
          .map((name) => (
            <li key={name}>{name}</li>
          ))}
      </ul>
      <details>
        <summary>{t('account_record.rights', { n: wholeNumber(rights.length) })}</summary>
        {account.agencyCode && <p>{t('account_record.own_agency')}</p>}
        <ul lang="en">
          {rights.map(({ method, path, summary }) => (
            <li key={`${method} ${path}`}>
              {summary} <code class="wraps">{`${method} ${path}`}</code>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

/** Some headings name the agency or the round on the screen; here is none. */
const screenName = (title: string): string =>
  t(title)
    .replace(/(\s*·\s*)?\{\{\w+\}\}/g, '')
    .trim();

function Did({ facts }: { readonly facts: Facts }) {
  const { acts, counts } = facts;
  return (
    <>
      <h3>{t('account_record.did')}</h3>
      <Table
        caption={t('account_record.counts', { n: wholeNumber(counts.length) })}
        rows={counts}
        keyOf={({ act }) => act}
        columns={[
          { key: 'act', heading: t('activity.act'), cell: ({ act }) => actName(act) },
          {
            key: 'times',
            heading: t('account_record.times'),
            isNumeric: true,
            cell: ({ times }) => wholeNumber(times),
          },
          {
            key: 'first',
            heading: t('account_record.first'),
            cell: ({ firstAt }) => moment(firstAt),
          },
          { key: 'last', heading: t('account_record.last'), cell: ({ lastAt }) => moment(lastAt) },
        ]}
      />
      <Table
        caption={t('account_record.newest', { n: wholeNumber(acts.length) })}
        rows={acts}
        keyOf={({ id }) => String(id)}
        columns={[
          { key: 'act', heading: t('activity.act'), cell: ({ act }) => actName(act) },
          { key: 'at', heading: t('activity.at'), cell: (row) => momentWords(row) },
          { key: 'by', heading: t('activity.by'), cell: ({ by }) => by },
          {
            key: 'details',
            heading: t('activity.details'),
            cell: ({ details }) => <span class="wraps">{detailWords(details)}</span>,
          },
        ]}
      />
    </>
  );
}
