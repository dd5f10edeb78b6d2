import { sql } from 'kysely';
import type { Role } from '#contract/endpoint.ts';
import type { LinkNotice, Staff } from '#contract/staff.ts';
import { record } from '../db/activity.ts';
import type { Db } from '../db/database.ts';
import type { Deps } from '../deps.ts';

/**
 * Links of the caller's own office that somebody else made: open ones and used ones, until this person
 * has confirmed to know of them. A confirmation given before the caller's own account changed hands by a
 * link may be another's, and one given before a link was used did not know of the use: both ask again.
 * The caller's own first link needs no notice, unless a later one was used: then the first was another's.
 */
export async function linkNotices({ db, now }: Deps, caller: Staff): Promise<LinkNotice[]> {
  const { rows } = await sql<NoticeRow>`
    select account_link.id, account.username as account, account.full_name as name,
      account.id = ${caller.id} as is_own, is_renewal, maker.full_name as made_by,
      maker.username as made_by_username, made_at,
      account_link.used_at
    from account_link
    join staff as account on account.id = account_link.staff_id
    left join staff as maker on maker.id = account_link.made_by
    left join password_link on password_link.link_id = account_link.id and expires_at > ${now()}
    where account.role in (${sql.join(officeOf(caller.role))})
      and (account.agency_code = ${caller.agencyCode} or not ${isOfAgency(caller)}::boolean)
      and account_link.made_by is distinct from account_link.staff_id
      and account_link.made_by is distinct from ${caller.id}
      and (is_renewal or account.id <> ${caller.id} or exists (
        select from account_link as later
        where later.staff_id = account_link.staff_id and later.used_at > account_link.used_at))
      and (account_link.used_at is not null or password_link.link_id is not null or exists (
        select from oidc_identity where oidc_identity.link_id = account_link.id))
      and not exists (
        select from account_link_seen as seen
        where seen.link_id = account_link.id and seen.staff_id = ${caller.id}
          and seen_at >= coalesce(account_link.used_at, made_at)
          and seen_at >= coalesce((select max(used_at) from account_link as own
            where own.staff_id = ${caller.id} and own.made_by is distinct from ${caller.id}), '-infinity'))
    order by coalesce(account_link.used_at, made_at) desc
    limit 50
  `.execute(db);
  return rows.map(({ madeAt, usedAt, ...notice }) => ({
    ...notice,
    madeAt: madeAt.toISOString(),
    usedAt: usedAt?.toISOString() ?? null,
  }));
}

/**
 * The clerks, the leader and the office of an agency are one office. So are all who observe, of the province and of its
 * communes, and all who enter or ask, wherever they are from: nobody of them is made unknown to the others.
 */
const OFFICES: readonly (readonly Role[])[] = [
  ['agency', 'agency_office'],
  ['observer', 'commune_observer'],
];
const isOfAgency = ({ role }: Staff): boolean => officeOf(role).includes('agency');
const officeOf = (role: Role): readonly Role[] =>
  OFFICES.find((office) => office.includes(role)) ?? [role];

interface NoticeRow extends Omit<LinkNotice, 'madeAt' | 'usedAt'> {
  readonly madeAt: Date;
  readonly usedAt: Date | null;
}

/** Only what this person is being told can be confirmed. */
export async function confirmNotices(deps: Deps, caller: Staff, ids: readonly string[]) {
  const confirmed = (await linkNotices(deps, caller)).filter(({ id }) => ids.includes(id));
  const confirmedAt = deps.now();
  await deps.db.transaction().execute(async (trx) => {
    for (const { id: linkId, account, name } of confirmed) {
      await keepSeen(trx, linkId, caller.id, confirmedAt);
      const details = { account, name };
      await record(trx, {
        at: confirmedAt,
        staffId: caller.id,
        act: 'account_link_confirmed',
        details,
      });
    }
  });
  return linkNotices(deps, caller);
}

const keepSeen = (trx: Db, linkId: string, staffId: string, seenAt: Date) =>
  trx
    .insertInto('accountLinkSeen')
    .values({ linkId, staffId, seenAt })
    .onConflict((conflict) => conflict.columns(['linkId', 'staffId']).doUpdateSet({ seenAt }))
    .execute();
