import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { JournalFilter, JournalKind, JournalRow } from '#contract/staff.ts';
import texts from '../../client/locales/office.vi.json' with { type: 'json' };
import type { Db } from '../db/database.ts';

const PAGE = 100;

const OF_KIND: Record<JournalKind, ReturnType<typeof sql>> = {
  all: sql`true`,
  acts: sql`not activity.is_read`,
  reads: sql`activity.is_read`,
  accounts: sql`not activity.is_read and activity.act ~ '^(staff_(added|disabled|enabled|closed_unused)$|password_|account_)'`,
};

const WORDS: Readonly<Record<string, string>> = texts.activity.acts;
/** A day is Viet Nam's. */
const startOf = (day: string) => new Date(`${day}T00:00:00+07:00`);

interface ActFilter extends Partial<JournalFilter> {
  readonly kind: JournalKind;
  /** Acts of these people alone. */
  readonly staffIds?: readonly string[];
}

function fits(filter: ActFilter): RawBuilder<unknown> {
  const { kind, campaignId, by, from, to, search, staffIds } = filter;
  const conditions = [OF_KIND[kind]];
  if (staffIds) conditions.push(sql`activity.staff_id in (${sql.join(staffIds)})`);
  if (campaignId) conditions.push(sql`activity.campaign_id = ${campaignId}`);
  // Who had the account before is found by its user name as well.
  if (by)
    conditions.push(
      sql`(staff.username = ${by.toLowerCase()} or starts_with(staff.username, ${`${by.toLowerCase()}~`}))`,
    );
  if (from) conditions.push(sql`activity.at >= ${startOf(from)}`);
  if (to) conditions.push(sql`activity.at < ${new Date(startOf(to).getTime() + 86_400_000)}`);
  if (search) conditions.push(holds(search));
  return sql.join(conditions, sql` and `);
}

function holds(search: string): RawBuilder<unknown> {
  const wanted = search.normalize('NFC').toLowerCase();
  const acts = Object.keys(WORDS).filter((act) => WORDS[act]?.toLowerCase().includes(wanted));
  const pattern = `%${wanted.replace(/[\\%_]/g, '\\$&')}%`;
  return sql`(activity.act = any(${acts}) or activity.details::text ilike ${pattern}
    or staff.full_name ilike ${pattern} or staff.username ilike ${pattern})`;
}

export const actWords = (act: string): string => WORDS[act] ?? act;

/**
 * One page of the journal, newest first, and the number from which the next one continues. An act by somebody
 * whose link was renewed by another before it says so.
 */
export async function journalPage(
  db: Db,
  { before, ...filter }: ActFilter & { readonly before: number | null },
) {
  const older = sql`(${before}::bigint is null or activity.id < ${before})`;
  const rows = await actRows(db, filter, older, sql`desc`);
  const acts = rows.slice(0, PAGE).map(shown);
  return { acts, next: rows.length > PAGE ? (acts.at(-1)?.id ?? null) : null };
}

/** All that fit a filter, oldest first, a page at a time: the whole is never in memory. */
export async function* journalRows(db: Db, filter: JournalFilter): AsyncGenerator<JournalRow> {
  for (let after = 0; ; ) {
    const rows = await actRows(db, filter, sql`activity.id > ${after}`, sql`asc`);
    yield* rows.slice(0, PAGE).map(shown);
    const last = rows[PAGE - 1];
    if (!last || rows.length <= PAGE) return;
    after = last.id;
  }
}

async function actRows(
  db: Db,
  filter: ActFilter,
  isNext: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
): Promise<ActRow[]> {
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
    where ${isNext} and ${fits(filter)}
    order by activity.id ${order}
    limit ${PAGE + 1}
  `.execute(db);
  return rows;
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
