/**
 * Truth: a reader who has every total that was written, knows how many responses each unit has and
 * subtracts. What is left for a few responses must never be known.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Paradata } from '#contract/paradata.ts';
import { shownCategories } from '#sampling/disclosure/one-way.ts';
import type { ParadataSums } from '../../../server/responses/paradata-totals.ts';
import { addBallot, shownTotals } from '../../../server/responses/paradata-totals.ts';
import type { Ballot } from '../../../server/responses/sealed-ballot.ts';

const unitsOf = (...responses: number[]) =>
  responses.map((some, at) => [`u${at}`, some] as [string, number]);

test('what is missing from the units is at least the threshold, in two units or more', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 12 }),
      fc.integer({ min: 3, max: 12 }),
      (responses, threshold) => {
        const units = unitsOf(...responses);
        const alone = shownCategories(units, threshold);
        const hasWhole = responses.reduce((sum, some) => sum + some, 0) >= threshold;
        const left = units.filter(([code]) => !alone.includes(code));
        for (const [code, some] of units)
          if (alone.includes(code)) expect(some).toBeGreaterThanOrEqual(threshold);
        const together = left.reduce((sum, [, some]) => sum + some, 0);
        if (hasWhole && left.length > 0) expect(together).toBeGreaterThanOrEqual(threshold);
        if (hasWhole && alone.length > 0) expect(left.length).not.toBe(1);
        if (!hasWhole) expect(alone).toEqual([]);
      },
    ),
  );
});

test.each([
  { units: [9, 12, 5], alone: ['u2', 'u0', 'u1'] },
  // One unit below five would be the province less the others: the next smallest goes with it.
  { units: [9, 12, 4], alone: ['u1'] },
  // Three responses in two units are still too few to be told by subtraction.
  { units: [9, 12, 1, 2], alone: ['u1'] },
  { units: [9, 12, 3, 2], alone: ['u0', 'u1'] },
  { units: [1, 4, 4], alone: [] },
  { units: [4, 30], alone: [] },
  { units: [4], alone: [] },
  { units: [], alone: [] },
])('of units with $units responses $alone stand alone', ({ units, alone }) => {
  expect(shownCategories(unitsOf(...units), 5)).toEqual(alone);
});

const ballot = (unitCode: string, paradata?: Paradata): Ballot => ({
  stratum: `${unitCode}.F01`,
  unitCode,
  mode: 'self',
  language: 'vi',
  answers: { '9.24': [4], '9.25': [4], '2': [1, 6] },
  comment: null,
  paradata,
});

test('a family of measures has one base: those of whom it is known', () => {
  const sums: ParadataSums = new Map();
  const timed = (first: number, second: number, changes: number): Paradata => ({
    page: 'scripts',
    device: 'phone',
    seconds: { a: first, b: second },
    changes,
  });
  // Three answers take six seconds at the least: five are very fast, six are not.
  for (const paradata of [timed(4, 1, 0), timed(4, 2, 3), timed(60, 0, 1)])
    addBallot(sums, ballot('A', paradata));
  addBallot(sums, ballot('A', { page: 'scripts', device: 'tablet' }));
  addBallot(sums, ballot('A', { page: 'plain' }));
  addBallot(sums, ballot('A'));
  const row = (measure: string, responses: number, total: number) => [
    { unitCode: 'A', measure, responses, total },
    { unitCode: null, measure, responses, total },
  ];
  const found = shownTotals(sums, 3);
  expect(found).toHaveLength(22);
  expect(found).toEqual(
    expect.arrayContaining([
      ...row('mode.self', 6, 6),
      ...row('language.vi', 6, 6),
      ...row('page.scripts', 5, 4),
      ...row('page.plain', 5, 1),
      ...row('device.phone', 4, 3),
      ...row('device.tablet', 4, 1),
      ...row('time.seconds', 3, 71),
      ...row('time.changes', 3, 4),
      ...row('time.fast', 3, 1),
      ...row('time.screen.a', 3, 68),
    ]),
  );
  // Of three with a time nothing is told where four are needed.
  expect(shownTotals(sums, 4).filter(({ measure }) => measure.startsWith('time.'))).toEqual([]);
});
