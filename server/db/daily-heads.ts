import { sql } from 'kysely';
import { addDays, dayOf } from '#contract/calendar.ts';
import type { DailyHead } from '#contract/staff.ts';
import type { Db } from './database.ts';

/** So many fit on a printed sheet. */
const DAYS = 31;
const DAY_MS = 86_400_000;

type Head = Omit<DailyHead, 'storedAt'> & { readonly storedAt: Date | null };

/** Days that were stored before are left alone, also one that somebody took out: it stays a gap. */
export async function storeDailyHeads(db: Db, now: Date): Promise<void> {
  await sql`
    insert into daily_head (day, acts, position, sha256, stored_at)
    select day, acts, daily.position, sha256, ${now}
    from (${headsSinceStored()}) as daily join journal_link on journal_link.position = daily.position
    where day < ${dayOf(now)}::date
    on conflict (day) do nothing`.execute(db);
}

const headsSinceStored = () => sql`
  select (sealed_at at time zone 'Asia/Ho_Chi_Minh')::date as day, count(*)::integer as acts, max(position) as position
  from journal_link where position > coalesce((select max(position) from daily_head), 0) group by 1`;

/**
 * The head at the end of each of 31 days, the newest first: as it was stored, of today as it is now. A day without one
 * is a gap: nobody did anything, or no server ran that would have sealed it.
 */
export async function dailyHeads(db: Db, now: Date, last = dayOf(now)): Promise<DailyHead[]> {
  const from = addDays(last, 1 - DAYS);
  const { rows } = await sql<Head>`
    select day::text, acts, position, sha256, stored_at from daily_head
    union all
    select day::text, acts, daily.position, sha256, null
    from (${headsSinceStored()}) as daily join journal_link on journal_link.position = daily.position
    where day = ${dayOf(now)}::date
    order by 1`.execute(db);
  const found = new Map(rows.map((row) => [row.day, shown(row)]));
  const first = rows[0]?.day ?? last;
  return Array.from({ length: DAYS }, (_, ago) => addDays(last, -ago))
    .filter((day) => day >= first && day >= from)
    .map((day) => found.get(day) ?? { day, acts: 0, position: null, sha256: null, storedAt: null });
}

const shown = ({ storedAt, ...head }: Head): DailyHead => ({
  ...head,
  storedAt: storedAt?.toISOString() ?? null,
});

/** For an auditor: which was stored more than a day after its own, which may replace one that was taken out. */
export async function storedHeads(db: Db) {
  const rows = await db
    .selectFrom('dailyHead')
    .select([sql<string>`day::text`.as('day'), 'sha256', 'storedAt'])
    .orderBy('day')
    .execute();
  return rows.map(({ day, sha256, storedAt }) => ({
    day,
    sha256,
    storedAt,
    isLate: storedAt.getTime() > Date.parse(`${day}T00:00:00+07:00`) + 2 * DAY_MS,
  }));
}

const SECOND = 1000;
const HOUR_MS = 3_600_000;
const AHEAD_OF_UTC = 7 * HOUR_MS;

/** An hour at most, and just before and after midnight: what a day did is in its head. */
export function untilNextSealing(now: Date): number {
  const left = DAY_MS - ((now.getTime() + AHEAD_OF_UTC) % DAY_MS);
  return left > 10 * SECOND ? Math.min(HOUR_MS, left - 5 * SECOND) : left + SECOND;
}
