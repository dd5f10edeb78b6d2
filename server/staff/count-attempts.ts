import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Bulkhead } from '../http/bulkhead.ts';
import { problem } from '../problem.ts';
import type { Counter } from './attempt-rules.ts';

const FORGOTTEN_AFTER_HOURS = 12;
/** Rows that invented names can fill; the oldest are deleted. */
const MOST_ROWS = 50_000;
const SWEEP_EVERY = 100;

// One after the other: a thousand at once wait here, not at the database.
const line = new Bulkhead(1, 2_000);
let counted = 0;

/**
 * Takes one try from each counter, or from none and refuses, before anything is hashed. Gives how many
 * are left.
 */
export async function takeAttempt(deps: Deps, counters: readonly Counter[]): Promise<number> {
  const left = await line.run(async () => {
    await refusePaused(deps, counters);
    return deps.db.transaction().execute(async (trx) => {
      await forgetOld(trx, deps.now());
      const lefts: number[] = [];
      for (const counter of counters) lefts.push(await take(trx, counter, deps.now()));
      return Math.min(...lefts);
    });
  });
  if (left === undefined) throw problem('sign_in_busy', { seconds: 2 });
  return left;
}

async function refusePaused({ db, now }: Deps, counters: readonly Counter[]): Promise<void> {
  const { until } = await db
    .selectFrom('signInAttempt')
    .select(({ fn }) => fn.max('pausedUntil').as('until'))
    .where(
      'key',
      'in',
      counters.map(({ key }) => key),
    )
    .where('pausedUntil', '>', now())
    .executeTakeFirstOrThrow();
  if (until) throw paused(until, now());
}

const paused = (until: Date, now: Date) =>
  problem('sign_in_locked', { minutes: Math.ceil((until.getTime() - now.getTime()) / 60_000) });

async function take(trx: Db, { key, rule }: Counter, now: Date): Promise<number> {
  const { tries, pauseMinutes, longestMinutes } = rule;
  const taken: RawBuilder<number> = sql`(case when sign_in_attempt.last_at < ${forgotten(now)}
    then 1 else sign_in_attempt.tries + 1 end)`;
  const row = await sql<{ tries: number }>`
    insert into sign_in_attempt (key, tries, last_at) values (${key}, 1, ${now})
    on conflict (key) do update set tries = ${taken}, last_at = ${now},
      paused_until = case when ${taken} % ${tries}::integer = 0 then ${now}::timestamptz + interval '1 minute'
        * least(${pauseMinutes} * power(2, least(${taken} / ${tries}::integer - 1, 10)), ${longestMinutes}) end
    where sign_in_attempt.paused_until is null or sign_in_attempt.paused_until <= ${now}
    returning tries
  `.execute(trx);
  const count = row.rows[0]?.tries;
  // Another server on the same database took the last one in between.
  if (count === undefined) throw paused(new Date(now.getTime() + 60_000), now);
  return (tries - (count % tries)) % tries;
}

/** A try that is not held against anybody: the password fitted, or nobody had time to look at it. */
export async function giveBackAttempt(
  { db }: Deps,
  counters: readonly Counter[],
  hasFitted: boolean,
): Promise<void> {
  for (const { key, rule, isOwn } of counters) {
    if (isOwn && hasFitted) {
      await db.deleteFrom('signInAttempt').where('key', '=', key).execute();
      continue;
    }
    await sql`
      update sign_in_attempt set tries = greatest(tries - 1, 0),
        paused_until = case when tries % ${rule.tries}::integer <> 0 then paused_until end
      where key = ${key}
    `.execute(db);
  }
}

async function forgetOld(trx: Db, now: Date): Promise<void> {
  await trx.deleteFrom('signInAttempt').where('lastAt', '<', forgotten(now)).execute();
  counted += 1;
  if (counted % SWEEP_EVERY !== 0) return;
  await sql`
    delete from sign_in_attempt where key in (
      select key from sign_in_attempt order by last_at desc offset ${MOST_ROWS})
  `.execute(trx);
}

const forgotten = (now: Date) => new Date(now.getTime() - FORGOTTEN_AFTER_HOURS * 3_600_000);
