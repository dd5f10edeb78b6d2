// Truth: a phone's question is asked once, after it came, and its answer is its own, whoever travels along.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { together } from '../../../server/db/together.ts';

const MOST = 5;
const soon = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A statement that takes its time, and fails where a number it was asked is among `failing`. */
function statements(failing: ReadonlySet<number> = new Set()) {
  const asked: number[][] = [];
  let underWay = 0;
  let mostUnderWay = 0;
  const ask = together<number, number>(MOST, async (some) => {
    asked.push([...some]);
    underWay += 1;
    mostUnderWay = Math.max(mostUnderWay, underWay);
    await soon(5);
    underWay -= 1;
    if (some.some((one) => failing.has(one))) throw new Error(some.join());
    return new Map(some.map((one) => [one, one * 10]));
  });
  return { ask, asked, mostUnderWay: () => mostUnderWay };
}

test('everybody gets the own answer, in few statements and never more than two at once', async () => {
  const crowd = fc.uniqueArray(fc.nat(1000), { minLength: 1, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(crowd, async (numbers) => {
      const { ask, asked, mostUnderWay } = statements();
      expect(await Promise.all(numbers.map(ask))).toEqual(numbers.map((number) => number * 10));
      expect(asked.flat()).toEqual(numbers);
      expect(Math.max(...asked.map((some) => some.length))).toBeLessThanOrEqual(MOST);
      expect(asked).toHaveLength(Math.ceil(numbers.length / MOST));
      expect(mostUnderWay()).toBeLessThanOrEqual(2);
    }),
    { numRuns: 40 },
  );
});

test('what is asked while statements are on their way goes out afterwards, not into them', async () => {
  const { ask, asked } = statements();
  const first = [ask(1), ask(2)];
  await turn();
  first.push(ask(3));
  await turn();
  const later = [ask(4), ask(5)];
  await turn();
  expect(asked).toEqual([[1, 2], [3]]);
  await Promise.all([...first, ...later]);
  expect(asked).toEqual([[1, 2], [3], [4, 5]]);
});

test('a statement that fails tells those who travelled in it, and the next one goes out', async () => {
  const { ask } = statements(new Set([3]));
  const told = await Promise.allSettled([1, 2, 3, 4, 5, 6, 7, 8].map(ask));
  expect(told.map(({ status }) => status)).toEqual([
    ...Array.from({ length: MOST }, () => 'rejected'),
    ...['fulfilled', 'fulfilled', 'fulfilled'],
  ]);
  expect(await ask(9)).toBe(90);
});
