import { sql } from 'kysely';
import type { CollectionWindow } from '#contract/calendar.ts';
import { addDays, mondayOf } from '#contract/calendar.ts';
import type { Db } from './database.ts';

export interface ReceivedWeeks {
  /** Monday of the first of these weeks and Sunday of the last. */
  readonly from: string;
  readonly to: string;
  readonly received: number;
}

interface AnsweredRound extends CollectionWindow {
  readonly id: string;
  readonly disclosureThreshold: number;
}

/** People of the province who have answered, by the week that their invitation keeps. */
export async function receivedWeeks(
  db: Db,
  campaign: AnsweredRound,
  today?: string,
): Promise<ReceivedWeeks[]> {
  const { rows } = await sql<{ week: string; received: number }>`
    select received_week as week, count(*) as received from invitation
    where campaign_id = ${campaign.id} and state = 'received' group by 1`.execute(db);
  const received = new Map(rows.map((row) => [row.week, Number(row.received)]));
  const { collectFrom, collectTo, graceDays, disclosureThreshold } = campaign;
  const end = addDays(collectTo, graceDays);
  const last = mondayOf(today !== undefined && today < end ? today : end);
  const weeks: number[] = [];
  for (let week = mondayOf(collectFrom); week <= last; week = addDays(week, 7))
    weeks.push(received.get(week) ?? 0);
  // Strips may come back after the last day.
  const late = rows.filter(({ week }) => week > last);
  if (weeks.length > 0)
    weeks[weeks.length - 1]! += late.reduce((sum, row) => sum + Number(row.received), 0);
  return joinedWeeks(mondayOf(collectFrom), weeks, disclosureThreshold);
}

/**
 * Weeks of a round in their order. One of fewer answers than the threshold is put together with those after it until they
 * are enough, the last ones with those before: where they begin and end follows from the round's days, so that a
 * week of none and a week of few look alike.
 */
export function joinedWeeks(
  monday: string,
  weeks: readonly number[],
  threshold: number,
): ReceivedWeeks[] {
  const joined: ReceivedWeeks[] = [];
  let waiting = 0;
  for (const [place, received] of weeks.entries()) {
    waiting += received;
    if (waiting < threshold) continue;
    const from = joined.length === 0 ? monday : addDays(joined.at(-1)!.to, 1);
    joined.push({ from, to: addDays(monday, 7 * place + 6), received: waiting });
    waiting = 0;
  }
  const last = joined.pop();
  if (!last) return [];
  const to = addDays(monday, 7 * weeks.length - 1);
  return [...joined, { ...last, to, received: last.received + waiting }];
}
