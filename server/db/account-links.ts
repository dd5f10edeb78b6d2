import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { AccountLink } from '#contract/scalars.ts';
import type { Db } from './database.ts';

/**
 * The link with which somebody else had given an account its password before a moment: its maker
 * could have acted with it. Null where the account's owner made it.
 */
export const linkBehind = (db: Db, staffId: string, instant: Date): Promise<AccountLink | null> =>
  readLink(db, linkBehindAct(sql`${staffId}::uuid`, sql`${instant}::timestamptz`));

/** The same of each row of a statement, by the columns of who acted and when. */
export const linkBehindAct = (staffId: Column, instant: Column): Column =>
  newestLink(sql`account_link.staff_id = ${staffId} and used_at <= ${instant}`);

const DAYS_LOOKED_BACK_ON = 7;

/**
 * The account changed hands by another's link soon after a moment: what it did in the days before may have
 * been done by somebody else, and its new holder has not confirmed it.
 */
export const linkSoonAfter = (
  db: Db,
  staffId: string,
  instant: Date,
): Promise<AccountLink | null> =>
  readLink(db, linkSoonAfterAct(sql`${staffId}::uuid`, sql`${instant}::timestamptz`));

/** The same of each row of a statement. */
export const linkSoonAfterAct = (staffId: Column, instant: Column): Column =>
  newestLink(sql`account_link.staff_id in (${heldBy(staffId)})
    and (is_renewal or account_link.staff_id <> ${staffId})
    and used_at > ${instant} and used_at <= ${instant} + ${DAYS_LOOKED_BACK_ON} * interval '1 day'
    and made_by is distinct from account_link.staff_id`);

type Column = RawBuilder<unknown>;

/** The account's row, and those of the persons to whom it was handed over since. */
const heldBy = (staffId: Column) => sql`
  with recursive holder (id, next_id) as (
    select id, handed_over_to from staff where id = ${staffId}
    union all
    select staff.id, staff.handed_over_to from staff join holder on staff.id = holder.next_id)
  select id from holder`;

/**
 * Who came to an own account by a link of the same maker since this one was made may be the maker, and is not named among
 * those who know of it.
 */
const CAME_LATER = sql`exists (select from account_link as own
  where own.staff_id = seer.id and own.made_by is not distinct from account_link.made_by
    and own.used_at >= account_link.made_at)`;

/** As JSON, in one column of a statement's row. */
const newestLink = (isMeant: Column): Column => sql`(
  select jsonb_build_object('isRenewal', account_link.is_renewal,
    'madeBy', maker.full_name, 'madeByUsername', maker.username,
    'madeAt', made_at, 'usedAt', used_at,
    'knownTo', coalesce((select jsonb_agg(distinct jsonb_build_object(
        'name', seer.full_name, 'username', seer.username)) from account_link_seen
      join staff as seer on seer.id = account_link_seen.staff_id
      where link_id = account_link.id and seen_at >= used_at
        and seer.id is distinct from account_link.staff_id
        and seer.id is distinct from account_link.made_by
        and not ${CAME_LATER}), '[]'))
  from account_link left join staff as maker on maker.id = account_link.made_by
  where ${isMeant}
  order by used_at desc limit 1)`;

async function readLink(db: Db, link: Column): Promise<AccountLink | null> {
  const { rows } = await sql<{ link: AccountLink | null }>`select ${link} as link`.execute(db);
  return shownLink(rows[0]?.link ?? null);
}

/** PostgreSQL writes moments within JSON with their zone. */
export const shownLink = (link: AccountLink | null): AccountLink | null =>
  link && {
    ...link,
    madeAt: new Date(link.madeAt).toISOString(),
    usedAt: new Date(link.usedAt).toISOString(),
  };
