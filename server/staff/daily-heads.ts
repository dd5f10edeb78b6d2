import { sql } from 'kysely';
import { addDays, dayOf } from '#contract/calendar.ts';
import type { DailyHead } from '#contract/staff.ts';
import type { Db } from '../db/database.ts';

/** So many fit on a printed sheet. */
const DAYS = 31;

/**
 * The head at the end of each of the last days, the newest first, from the links themselves, which nobody can rewrite.
 * A day without one is a gap: nobody did anything, or no server ran that would have sealed it.
 */
export async function dailyHeads(db: Db, now: Date): Promise<DailyHead[]> {
  const today = dayOf(now);
  const from = addDays(today, 1 - DAYS);
  const { rows } = await sql<{ day: string; acts: number; position: number; sha256: string }>`
    with daily as (
      select (sealed_at at time zone 'Asia/Ho_Chi_Minh')::date as day, count(*) as acts, max(position) as position
      from journal_link where sealed_at >= ${new Date(`${from}T00:00:00+07:00`)} group by 1
    )
    select daily.day::text, acts, daily.position, sha256
    from daily join journal_link on journal_link.position = daily.position`.execute(db);
  const found = new Map(rows.map((row) => [row.day, row]));
  const first = rows.reduce((least, { day }) => (day < least ? day : least), today);
  return Array.from({ length: DAYS }, (_, ago) => addDays(today, -ago))
    .filter((day) => day >= first)
    .map((day) => found.get(day) ?? { day, acts: 0, position: null, sha256: null });
}
