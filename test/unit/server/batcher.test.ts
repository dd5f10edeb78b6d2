// Truth: a phone's key is loaded once, after its call, and each call gets the value of its own key.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBatcher } from '../../../server/db/batcher.ts';

const MOST = 5;
const soon = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A statement that takes its time, and fails where one of its keys is among `failing`. */
function statements(failing: ReadonlySet<number> = new Set()) {
  const batches: number[][] = [];
  let inFlight = 0;
  let mostInFlight = 0;
  const load = createBatcher<number, number>(MOST, async (keys) => {
    batches.push([...keys]);
    inFlight += 1;
    mostInFlight = Math.max(mostInFlight, inFlight);
    await soon(5);
    inFlight -= 1;
    if (keys.some((key) => failing.has(key))) throw new Error(keys.join());
    return new Map(keys.map((key) => [key, key * 10]));
  });
  return { load, batches, mostInFlight: () => mostInFlight };
}

test('every call gets its own value, in few statements and never more than two at once', async () => {
  const crowd = fc.uniqueArray(fc.nat(1000), { minLength: 1, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(crowd, async (numbers) => {
      const { load, batches, mostInFlight } = statements();
      expect(await Promise.all(numbers.map(load))).toEqual(numbers.map((number) => number * 10));
      expect(batches.flat()).toEqual(numbers);
      expect(Math.max(...batches.map(({ length }) => length))).toBeLessThanOrEqual(MOST);
      expect(batches).toHaveLength(Math.ceil(numbers.length / MOST));
      expect(mostInFlight()).toBeLessThanOrEqual(2);
    }),
    { numRuns: 40 },
  );
});

test('calls during two statements in flight wait for the next batch', async () => {
  const { load, batches } = statements();
  const first = [load(1), load(2)];
  await turn();
  first.push(load(3));
  await turn();
  const later = [load(4), load(5)];
  await turn();
  expect(batches).toEqual([[1, 2], [3]]);
  await Promise.all([...first, ...later]);
  expect(batches).toEqual([[1, 2], [3], [4, 5]]);
});

test('a statement that fails rejects the calls of its batch, and the next batch is loaded', async () => {
  const { load } = statements(new Set([3]));
  const outcomes = await Promise.allSettled([1, 2, 3, 4, 5, 6, 7, 8].map(load));
  expect(outcomes.map(({ status }) => status)).toEqual([
    ...Array.from({ length: MOST }, () => 'rejected'),
    ...['fulfilled', 'fulfilled', 'fulfilled'],
  ]);
  expect(await load(9)).toBe(90);
});
