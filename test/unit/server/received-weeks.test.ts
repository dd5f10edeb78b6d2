// Truth: the disclosure threshold (docs/trust.md, “Who can do what”): no number of few, and none that follows from the rest.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '#contract/calendar.ts';
import { joinedWeeks } from '../../../server/db/received-weeks.ts';

const MONDAY = '2026-11-09';
const THRESHOLD = 5;
test('no weeks together have fewer answers than the threshold, none is lost, and they follow one another', () => {
  const counts = fc.array(fc.nat({ max: 12 }), { maxLength: 12 });
  fc.assert(
    fc.property(counts, (drawn) => {
      const joined = joinedWeeks(MONDAY, drawn, THRESHOLD);
      const all = drawn.reduce((sum, received) => sum + received, 0);
      expect(joined.every(({ received }) => received >= THRESHOLD)).toBe(true);
      const shown = joined.reduce((sum, { received }) => sum + received, 0);
      expect(shown).toBe(all < THRESHOLD ? 0 : all);
      for (const [place, { from, to }] of joined.entries()) {
        expect(from < to).toBe(true);
        if (place > 0) expect(from).toBe(addDays(joined[place - 1]!.to, 1));
      }
    }),
  );
});

test('a week of few is joined with the next, the last one with the one before', () => {
  expect(joinedWeeks(MONDAY, [3, 20, 0, 8, 2], THRESHOLD)).toEqual([
    { from: '2026-11-09', to: '2026-11-22', received: 23 },
    { from: '2026-11-23', to: '2026-12-13', received: 10 },
  ]);
});

test('a week of few and a week of none have the same beginnings and ends', () => {
  const days = (counts: readonly number[]) =>
    joinedWeeks(MONDAY, counts, THRESHOLD).map(({ from, to }) => [from, to]);
  expect(days([2, 9, 2, 9, 2])).toEqual(days([0, 11, 0, 11, 0]));
});
