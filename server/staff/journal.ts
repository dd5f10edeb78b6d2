import { sql } from 'kysely';
import type { JournalKind, JournalRow } from '#contract/staff.ts';
import type { Db } from '../db/database.ts';

const PAGE = 100;

const OF_KIND: Record<JournalKind, ReturnType<typeof sql>> = {
  all: sql`true`,
  acts: sql`not activity.is_read`,
  reads: sql`activity.is_read`,
  accounts: sql`not activity.is_read and activity.act ~ '^(staff_(added|disabled|enabled)$|password_|account_)'`,
};

/**
 * One page of the journal, newest first, and the number from which the next one continues. An act by somebody
 * whose link was renewed by another before it says so.
 */
export async function journalPage(
  db: Db,
  { kind, before }: { kind: JournalKind; before: number | null },
) {
  const { rows } = await sql<ActRow>`
    select activity.id, at, last_at, times, is_read, act, staff.full_name as by,
      staff.username as by_username, campaign_id, details,
      case when renewed.made_at is not null then json_build_object(
        'madeBy', renewed.made_by, 'madeByUsername', renewed.made_by_username, 'madeAt', renewed.made_at, 'usedAt', renewed.used_at) end as renewed
    from activity
    left join staff on staff.id = activity.staff_id
    left join lateral (
      select maker.full_name as made_by, maker.username as made_by_username, made_at, used_at
      from account_link left join staff as maker on maker.id = account_link.made_by
      where account_link.staff_id = activity.staff_id and is_renewal
        and account_link.made_by is distinct from account_link.staff_id and used_at <= activity.at
      order by used_at desc limit 1
    ) as renewed on true
    where (${before}::bigint is null or activity.id < ${before}) and ${OF_KIND[kind]}
    order by activity.id desc
    limit ${PAGE + 1}
  `.execute(db);
  const acts = rows.slice(0, PAGE).map(shown);
  return { acts, next: rows.length > PAGE ? (acts.at(-1)?.id ?? null) : null };
}

interface ActRow extends Omit<JournalRow, 'at' | 'lastAt'> {
  readonly at: Date;
  readonly lastAt: Date | null;
}

const shown = ({ at: instant, lastAt, renewed, ...row }: ActRow): JournalRow => ({
  ...row,
  at: instant.toISOString(),
  lastAt: lastAt?.toISOString() ?? null,
  renewed: renewed && {
    ...renewed,
    madeAt: new Date(renewed.madeAt).toISOString(),
    usedAt: new Date(renewed.usedAt).toISOString(),
  },
});
