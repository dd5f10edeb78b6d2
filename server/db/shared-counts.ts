import { sql } from 'kysely';
import { createBatcherPerDatabase } from './batcher.ts';
import type { Db } from './database.ts';
import { oneOf, preparedStatement } from './prepared-statement.ts';

/** Rows that invented networks can fill; those with the least counts are deleted. */
const MOST_ROWS = 500_000;
const SWEEP_EVERY_MS = 60_000;

interface Keyed {
  keyed(purpose: 'network-count', message: string): Buffer;
}

/** What a network is known by for an hour or a day, to every process that has the master key. */
export const countKey = (secrets: Keyed, period: string | number, name: string): string =>
  secrets.keyed('network-count', `${period}|${name}`).toString('base64url');

export interface Count {
  readonly count: number;
  /** When the last of those who wait will have waited. */
  readonly freeAt: Date | null;
}

export interface Addition {
  readonly key: string;
  readonly by: number;
  /** Waits behind those of the same key that wait already. */
  readonly waitMs?: number;
  readonly now: Date;
  readonly until: Date;
}

/** One statement for a crowd; no row is written. Undefined where nothing was counted yet. */
export const readCount = createBatcherPerDatabase<string, Count>(
  400,
  (db) => async (keys) =>
    new Map(
      (
        await db
          .selectFrom('sharedCount')
          .select(['key', 'count', 'freeAt'])
          .where('key', '=', oneOf(keys))
          .modifyEnd(preparedStatement)
          .execute()
      ).map((row) => [row.key, row]),
    ),
);

/** Gives what each call made of its count, in the order of the calls: one statement of a process after the other. */
const addBatched = createBatcherPerDatabase<Addition, Count>(
  400,
  (db) => async (additions) => {
    const { now } = additions.at(-1)!;
    const sums = new Map<string, { by: number; waitMs: number; until: Date }>();
    for (const { key, by, waitMs = 0, until } of additions) {
      const sum = sums.get(key) ?? { by: 0, waitMs: 0, until };
      sums.set(key, { by: sum.by + by, waitMs: sum.waitMs + waitMs, until });
    }
    const rows = await addSums(db, sums, now);
    return distribute(additions, rows);
  },
  1,
);

export async function addCount(db: Db, addition: Addition): Promise<Count> {
  sweepSometimes(db, addition.now);
  return (await addBatched(db, addition))!;
}

type Sums = ReadonlyMap<
  string,
  { readonly by: number; readonly waitMs: number; readonly until: Date }
>;

/** In the order of the keys, so that two processes wait for each other's rows and never for one another. */
async function addSums(db: Db, sums: Sums, now: Date): Promise<Map<string, Count>> {
  const entries = [...sums];
  const { rows } = await sql<Count & { key: string }>`
    insert into shared_count (key, count, free_at, expires_at)
    select key, by, case when wait > 0 then ${now}::timestamptz + wait * interval '1 millisecond' end, until
    from unnest(${entries.map(([key]) => key)}::text[], ${entries.map(([, { by }]) => by)}::integer[],
      ${entries.map(([, { waitMs }]) => waitMs)}::float8[],
      ${entries.map(([, { until }]) => until.toISOString())}::timestamptz[]) as added (key, by, wait, until)
    order by key
    on conflict (key) do update set count = shared_count.count + excluded.count,
      free_at = case when excluded.free_at is null then shared_count.free_at
        else greatest(shared_count.free_at, ${now}::timestamptz) + (excluded.free_at - ${now}::timestamptz) end
    returning key, count, free_at`.execute(db);
  return new Map(rows.map((row) => [row.key, row]));
}

/** From the last of a key backwards: it has the whole, each before it has one less. */
function distribute(
  additions: readonly Addition[],
  rows: ReadonlyMap<string, Count>,
): Map<Addition, Count> {
  const left = new Map(rows);
  const counts = new Map<Addition, Count>();
  for (const addition of additions.toReversed()) {
    const { key, by, waitMs = 0 } = addition;
    const { count, freeAt } = left.get(key)!;
    counts.set(addition, { count, freeAt });
    left.set(key, { count: count - by, freeAt: freeAt && new Date(freeAt.getTime() - waitMs) });
  }
  return counts;
}

/** Adds where the sum stays within the most, in one step of the database; false leaves it as it was. */
export async function takeCount(
  db: Db,
  { key, by, until, now }: Addition,
  most: number,
): Promise<boolean> {
  sweepSometimes(db, now);
  if (by > most) return false;
  const { rows } = await sql`
    insert into shared_count (key, count, expires_at) values (${key}, ${by}::integer, ${until}::timestamptz)
    on conflict (key) do update set count = shared_count.count + ${by}::integer
    where shared_count.count + ${by}::integer <= ${most}::integer
    returning key`.execute(db);
  return rows.length > 0;
}

/** A try that was taken and led to something. */
export async function giveBackCount(db: Db, key: string): Promise<void> {
  await sql`update shared_count set count = greatest(count - 1, 0) where key = ${key}`.execute(db);
}

const swept = new WeakMap<Db, number>();
/** Beside the work: a sweep that fails is made up for by the next one. */
function sweepSometimes(db: Db, now: Date): void {
  const last = swept.get(db);
  if (last !== undefined && Math.abs(now.getTime() - last) < SWEEP_EVERY_MS) return;
  swept.set(db, now.getTime());
  sweepCounts(db, now).catch(() => undefined);
}

/** Rows that another process adds to or sweeps are left to it. */
async function sweepCounts(db: Db, now: Date): Promise<void> {
  await sql`delete from shared_count where key in (
    select key from shared_count where expires_at <= ${now} for update skip locked)`.execute(db);
  await sql`delete from shared_count where key in (
    select key from shared_count order by count desc, key offset ${MOST_ROWS}::integer
    for update skip locked)`.execute(db);
}
