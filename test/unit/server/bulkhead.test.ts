// Truth: the pattern's own promise: never more at work than there are places, each in the order of coming,
// and a caller who finds the line too long is refused at once.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Bulkhead } from '../../../server/http/bulkhead.ts';

const pause = (turns: number): Promise<void> =>
  turns === 0 ? Promise.resolve() : new Promise(setImmediate).then(() => pause(turns - 1));

test('no more are at work than there are places, and all of them come in their order', () =>
  fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.record({ turns: fc.nat(3), fails: fc.boolean() }), { maxLength: 30 }),
      async (places, works) => {
        const bulkhead = new Bulkhead(places);
        const begun: number[] = [];
        let atWork = 0;
        let most = 0;
        const done = await Promise.allSettled(
          works.map(({ turns, fails }, number) =>
            bulkhead.run(async () => {
              begun.push(number);
              atWork += 1;
              most = Math.max(most, atWork);
              await pause(turns);
              atWork -= 1;
              if (fails) throw new Error('no');
              return number;
            }),
          ),
        );
        expect(most).toBeLessThanOrEqual(places);
        expect(begun).toEqual(works.map((_, number) => number));
        expect(done.map(({ status }) => status === 'rejected')).toEqual(
          works.map(({ fails }) => fails),
        );
      },
    ),
  ));

test('who finds the line full is refused, and nobody once it has moved on', async () => {
  const bulkhead = new Bulkhead(1, 2);
  const begin = () => bulkhead.run(async () => 'done');
  expect(await Promise.all([begin(), begin(), begin(), begin()])).toEqual([
    'done',
    'done',
    'done',
    undefined,
  ]);
  expect(await begin()).toBe('done');
});
