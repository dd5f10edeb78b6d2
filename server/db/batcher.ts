import type { Db } from './database.ts';

/** Statements of one batcher that run at once: one that hangs holds up only the calls in it. */
const MAX_IN_FLIGHT = 2;

interface PendingCall<Key, Value> {
  readonly key: Key;
  resolve(value: Value | PromiseLike<Value> | undefined): void;
  reject(error: unknown): void;
}

type Load<Key, Value> = (
  keys: readonly Key[],
) => Promise<ReadonlyMap<Key, Value | PromiseLike<Value>>>;

/**
 * A data loader without a cache: batches calls of one turn of the event loop, and calls that wait for a
 * statement in flight, into one statement. A single call waits for nothing. A value is never older than
 * its call.
 */
export function createBatcher<Key, Value>(
  maxBatchSize: number,
  load: Load<Key, Value>,
  maxInFlight = MAX_IN_FLIGHT,
): (key: Key) => Promise<Value | undefined> {
  const waiting: PendingCall<Key, Value>[] = [];
  let inFlight = 0;
  let isScheduled = false;

  /** At the end of this turn of the event loop: a database within the process answers before the next. */
  function scheduleFlush(): void {
    if (isScheduled || waiting.length === 0 || inFlight === maxInFlight) return;
    isScheduled = true;
    setImmediate(flush);
  }

  async function flush(): Promise<void> {
    isScheduled = false;
    inFlight += 1;
    const batch = waiting.splice(0, maxBatchSize);
    scheduleFlush();
    try {
      const values = await load(batch.map(({ key }) => key));
      for (const { key, resolve } of batch) resolve(values.get(key));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
    inFlight -= 1;
    scheduleFlush();
  }

  return (key) =>
    new Promise((resolve, reject) => {
      waiting.push({ key, resolve, reject });
      scheduleFlush();
    });
}

/** A batcher for each database that this process has open. */
export function createBatcherPerDatabase<Key, Value>(
  maxBatchSize: number,
  loadFrom: (db: Db) => Load<Key, Value>,
  maxInFlight = MAX_IN_FLIGHT,
) {
  const batchers = new WeakMap<Db, (key: Key) => Promise<Value | undefined>>();
  return (db: Db, key: Key) => {
    let load = batchers.get(db);
    if (!load) {
      load = createBatcher(maxBatchSize, loadFrom(db), maxInFlight);
      batchers.set(db, load);
    }
    return load(key);
  };
}
