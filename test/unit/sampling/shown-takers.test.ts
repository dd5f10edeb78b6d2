// Truth: subtraction. Who knows the answers of each door, and of each interviewer over both of theirs with the few
// pooled, takes away what the signs tell by door: nobody's few answers are left over.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { pooledTakers, shownTakers } from '../../../sampling/disclosure/shown-takers.ts';

const THRESHOLD = 5;
const BOTH = new Set(['interview', 'phone']);
const rowsOf = fc.uniqueArray(
  fc.record({
    door: fc.constantFrom('interview', 'phone', 'paper', 'counter'),
    takerId: fc.constantFrom('A', 'B', 'C', 'D', 'E'),
    answers: fc.integer({ min: 1, max: 14 }),
  }),
  { selector: ({ door, takerId }) => door + takerId, maxLength: 14 },
);
const sum = (rows: readonly { answers: number }[]) =>
  rows.reduce((total, { answers }) => total + answers, 0);
const isFew = (answers: number) => answers > 0 && answers < THRESHOLD;

test('nobody’s few answers are told, nor left over of a door, of an interviewer or of those who are pooled', () => {
  fc.assert(
    fc.property(rowsOf, (rows) => {
      const shown = shownTakers(rows, BOTH, THRESHOLD);
      expect(shown.filter(({ answers }) => isFew(answers))).toEqual([]);
      const hidden = rows.filter((row) => !shown.includes(row));
      for (const group of Map.groupBy(hidden, ({ door }) => door).values())
        if (sum(rows.filter(({ door }) => door === group[0]!.door)) >= THRESHOLD)
          expect(isFew(sum(group))).toBe(false);
      const interviewers = Map.groupBy(
        rows.filter(({ door }) => BOTH.has(door)),
        ({ takerId }) => takerId,
      );
      const totals = new Map([...interviewers].map(([takerId, some]) => [takerId, sum(some)]));
      const pooled = pooledTakers(totals, THRESHOLD);
      for (const [takerId, some] of interviewers) {
        const rowsShown = some.filter((row) => shown.includes(row));
        if (pooled.has(takerId)) expect(rowsShown).toEqual([]);
        if (rowsShown.length > 0) expect(isFew(totals.get(takerId)! - sum(rowsShown))).toBe(false);
      }
    }),
  );
});

test('where nobody has few all are told', () => {
  const rows = [
    { door: 'phone', takerId: 'A', answers: 5 },
    { door: 'interview', takerId: 'A', answers: 9 },
    { door: 'paper', takerId: 'B', answers: 6 },
  ];
  expect(shownTakers(rows, BOTH, THRESHOLD)).toEqual(rows);
});
