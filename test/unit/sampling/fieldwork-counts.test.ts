// Truth: docs/results.md §1: a count below the threshold neither leaves nor follows from what left.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shownCount, shownRecheck } from '#sampling/disclosure/fieldwork-counts.ts';

const K = 5;
const shown = (confirmed: number, contradicted: number, notReached: number) =>
  shownRecheck(
    {
      door: 'phone',
      drawn: confirmed + contradicted + notReached,
      confirmed,
      contradicted,
      notReached,
    },
    K,
  );

test('few contradictions are told as few, and those confirmed as a lower bound', () => {
  expect(shown(40, 2, 6)).toEqual([
    {
      door: 'phone',
      drawn: 48,
      confirmed: 38,
      contradicted: null,
      notReached: 6,
      least: 'confirmed',
    },
  ]);
  expect(shown(40, 8, 6)).toMatchObject([{ contradicted: 8, least: null }]);
  expect(shown(3, 0, 1)).toEqual([]);
});

test('every number below the threshold remains possible for what is not told', () => {
  const count = fc.integer({ min: 0, max: 30 });
  fc.assert(
    fc.property(count, count, count, (...counts) => {
      const printed = JSON.stringify(shown(...counts));
      const drawn = counts.reduce((sum, value) => sum + value, 0);
      const isSmall = counts.map((value) => value < K);
      const others = worlds(drawn).filter((world) => JSON.stringify(shown(...world)) === printed);
      for (const [outcome, small] of isSmall.entries()) {
        if (!small || drawn < K) continue;
        const possible = new Set(others.map((world) => world[outcome]));
        expect(possible.size).toBeGreaterThan(1);
      }
    }),
    { numRuns: 60 },
  );
});

function worlds(drawn: number): [number, number, number][] {
  const all: [number, number, number][] = [];
  for (let confirmed = 0; confirmed <= drawn; confirmed += 1)
    for (let contradicted = 0; confirmed + contradicted <= drawn; contradicted += 1)
      all.push([confirmed, contradicted, drawn - confirmed - contradicted]);
  return all;
}

test('of voided ballots a few are told as fewer than the threshold', () => {
  expect([0, 3, 6].map((ballots) => shownCount(ballots, K))).toEqual([0, null, 6]);
});
