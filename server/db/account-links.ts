import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { AccountLink } from '#contract/scalars.ts';
import type { Db } from './database.ts';

/**
 * The link with which somebody else had given an account its password before a moment: its maker
 * could have acted with it. Null where the account's owner made it.
 */
export const linkBehind = (db: Db, staffId: string, instant: Date): Promise<AccountLink | null> =>
  newestLink(db, staffId, sql`used_at <= ${instant}`);

const DAYS_LOOKED_BACK_ON = 7;

/**
 * The account changed hands by another's link soon after a moment: what it did in the days before may have
 * been done by somebody else, and its new holder has not confirmed it.
 */
export const linkSoonAfter = (
  db: Db,
  staffId: string,
  instant: Date,
): Promise<AccountLink | null> => {
  const until = new Date(instant.getTime() + DAYS_LOOKED_BACK_ON * 86_400_000);
  return newestLink(
    db,
    staffId,
    sql`is_renewal and used_at > ${instant} and used_at <= ${until}
      and made_by is distinct from account_link.staff_id`,
  );
};

async function newestLink(
  db: Db,
  staffId: string,
  isMeant: RawBuilder<unknown>,
): Promise<AccountLink | null> {
  const { rows } = await sql<LinkRow>`
    select account_link.is_renewal, maker.full_name as made_by,
      maker.username as made_by_username, made_at, used_at,
      coalesce((select jsonb_agg(distinct jsonb_build_object(
          'name', seer.full_name, 'username', seer.username)) from account_link_seen
        join staff as seer on seer.id = account_link_seen.staff_id
        where link_id = account_link.id and seen_at >= used_at
          and seer.id is distinct from account_link.staff_id
          and seer.id is distinct from account_link.made_by), '[]') as known_to
    from account_link left join staff as maker on maker.id = account_link.made_by
    where account_link.staff_id = ${staffId} and ${isMeant}
    order by used_at desc limit 1
  `.execute(db);
  const link = rows[0];
  return link ? shownLink(link) : null;
}

interface LinkRow {
  readonly isRenewal: boolean;
  readonly madeBy: string | null;
  readonly madeByUsername: string | null;
  readonly madeAt: Date;
  readonly usedAt: Date;
  readonly knownTo: AccountLink['knownTo'];
}

const shownLink = ({ madeAt, usedAt, ...link }: LinkRow): AccountLink => ({
  ...link,
  madeAt: madeAt.toISOString(),
  usedAt: usedAt.toISOString(),
});
