import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import { preparedStatement } from '../../db/prepared-statement.ts';
import type { Taker } from './taker.ts';

/** Nobody reads aloud and fills in the service's criteria faster, greeting included. */
const QUICK_MS = 120_000;
const HOURS_AHEAD_OF_UTC = 7;
const [FIRST_HOUR, LAST_HOUR] = [7, 21];

/** When each taker's answer before came: in memory alone, so no row has the hour of a person's answer. */
const latest = new WeakMap<Db, Map<string, number>>();

/**
 * Adds what is unusual of an answer that has just come to its batch of a day. Only where answers come at once:
 * an interviewer's or a kiosk's device without network sends many together, whose hour says nothing.
 */
export async function noteSigns(
  db: Db,
  campaignId: string,
  taker: Taker,
  moment: Date,
): Promise<void> {
  if (taker.door !== 'phone') return;
  const times = latest.get(db) ?? new Map<string, number>();
  latest.set(db, times);
  const before = times.get(taker.takerId);
  times.set(taker.takerId, moment.getTime());
  const isQuick = before !== undefined && moment.getTime() - before < QUICK_MS;
  const hour = (moment.getUTCHours() + HOURS_AHEAD_OF_UTC) % 24;
  const isOdd = hour < FIRST_HOUR || hour >= LAST_HOUR;
  if (isQuick || isOdd)
    await addSigns(db, campaignId, taker, { quick: Number(isQuick), oddHours: Number(isOdd) });
}

/** A form keyed right after the one whose number is next in its stratum's print: of a pile that was never sent. */
export const noteConsecutive = (db: Db, campaignId: string, taker: Taker): Promise<void> =>
  addSigns(db, campaignId, taker, { consecutive: 1 });

async function addSigns(
  db: Db,
  campaignId: string,
  { door, takerId, day }: Taker,
  { quick = 0, oddHours = 0, consecutive = 0 },
): Promise<void> {
  await db
    .updateTable('ballotBatch')
    .set({
      quick: sql`quick + ${quick}`,
      oddHours: sql`odd_hours + ${oddHours}`,
      consecutive: sql`consecutive + ${consecutive}`,
    })
    .where('campaignId', '=', campaignId)
    .where('door', '=', door)
    .where('takerId', '=', takerId)
    .where('day', '=', day)
    .modifyEnd(preparedStatement)
    .execute();
}
