/** More than one, so that a statement that hangs holds up only those who travel in it. */
const WAYS = 2;

interface Traveller<Asked, Found> {
  readonly one: Asked;
  resolve(found: Found | PromiseLike<Found> | undefined): void;
  reject(error: unknown): void;
}

/**
 * What is asked while all ways are taken goes along in the next statement: a crowd of phones costs few of
 * them, and one phone alone waits for nobody. No answer is older than its asking.
 */
export function together<Asked, Found>(
  most: number,
  ask: (some: readonly Asked[]) => Promise<ReadonlyMap<Asked, Found | PromiseLike<Found>>>,
): (one: Asked) => Promise<Found | undefined> {
  const waiting: Traveller<Asked, Found>[] = [];
  let onTheWay = 0;

  async function depart(): Promise<void> {
    const some = waiting.splice(0, most);
    onTheWay += 1;
    try {
      const found = await ask(some.map(({ one }) => one));
      for (const { one, resolve } of some) resolve(found.get(one));
    } catch (error) {
      for (const { reject } of some) reject(error);
    }
    onTheWay -= 1;
    if (waiting.length > 0) depart();
  }

  return (one) =>
    new Promise((resolve, reject) => {
      waiting.push({ one, resolve, reject });
      if (onTheWay < WAYS) depart();
    });
}
