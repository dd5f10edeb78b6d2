import type { Db } from './database.ts';

/** More than one, so that a statement that hangs holds up only those who travel in it. */
const WAYS = 2;

interface Traveller<Asked, Found> {
  readonly one: Asked;
  resolve(found: Found | PromiseLike<Found> | undefined): void;
  reject(error: unknown): void;
}

/**
 * What is asked at the same moment, or while all ways are taken, goes along in one statement: a crowd of
 * phones costs few of them, and one phone alone waits for nobody. No answer is older than its asking.
 */
export function together<Asked, Found>(
  most: number,
  ask: (some: readonly Asked[]) => Promise<ReadonlyMap<Asked, Found | PromiseLike<Found>>>,
): (one: Asked) => Promise<Found | undefined> {
  const waiting: Traveller<Asked, Found>[] = [];
  let onTheWay = 0;
  let isCalled = false;

  /** At the end of this turn of the event loop: a database within the process answers before the next. */
  function callDeparture(): void {
    if (isCalled || waiting.length === 0 || onTheWay === WAYS) return;
    isCalled = true;
    setImmediate(depart);
  }

  async function depart(): Promise<void> {
    isCalled = false;
    onTheWay += 1;
    const some = waiting.splice(0, most);
    callDeparture();
    try {
      const found = await ask(some.map(({ one }) => one));
      for (const { one, resolve } of some) resolve(found.get(one));
    } catch (error) {
      for (const { reject } of some) reject(error);
    }
    onTheWay -= 1;
    callDeparture();
  }

  return (one) =>
    new Promise((resolve, reject) => {
      waiting.push({ one, resolve, reject });
      callDeparture();
    });
}

/** The same for each database that this process has open. */
export function togetherOn<Asked, Found>(
  most: number,
  asking: (
    db: Db,
  ) => (some: readonly Asked[]) => Promise<ReadonlyMap<Asked, Found | PromiseLike<Found>>>,
) {
  const known = new WeakMap<Db, (one: Asked) => Promise<Found | undefined>>();
  return (db: Db, one: Asked) => {
    let ask = known.get(db);
    if (!ask) {
      ask = together(most, asking(db));
      known.set(db, ask);
    }
    return ask(one);
  };
}
