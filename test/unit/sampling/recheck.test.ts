// Outside truth: docs/fieldwork.md §2 (at least three, twice where agencies print), Holm's own step-down rule (1979, Scand J
// Statist 6:65–70) checked by hand, and simulated rounds in which it is known who fabricated.
import { describe, expect, test } from 'vitest';
import {
  markedContradictions,
  markedHigh,
  markedManyADay,
  recheckPlan,
} from '#sampling/quality/recheck.ts';
import { measureRechecks } from '../../simulate/rechecks/measure.ts';

const cells = new Map([
  ['phone.a', 200],
  ['phone.b', 10],
  ['self.01981', 2],
]);
const sizes = (percent: number, isDoubled: boolean) =>
  recheckPlan(cells, { percent, isDoubled }).map(({ sample }) => sample);

test('of each cell the chosen share is checked, at least three, never more than there are', () => {
  expect(sizes(5, false)).toEqual([10, 3, 2]);
  expect(sizes(10, false)).toEqual([20, 3, 2]);
});

test('where agencies print slips of their own people twice as many are checked', () => {
  expect(sizes(5, true)).toEqual([20, 6, 2]);
});

describe('marks', () => {
  const honest = Array.from({ length: 20 }, () => ({ reached: 8, contradicted: 0 }));

  test('three of three contradicted stand out among twenty, two of three do not', () => {
    const others = honest.slice(1);
    // Binomial tails at 5 %: 0.05³ · 20 = 0.0025, and 0.00725 · 20 = 0.145.
    expect(markedContradictions([{ reached: 3, contradicted: 3 }, ...others])[0]).toBe(true);
    expect(markedContradictions([{ reached: 3, contradicted: 2 }, ...others])[0]).toBe(false);
  });

  test('where everybody’s people contradict alike nobody is marked', () => {
    const all = Array.from({ length: 12 }, () => ({ reached: 10, contradicted: 5 }));
    expect(markedContradictions(all)).not.toContain(true);
  });

  test('quick answers of one stand out, of all do not', () => {
    const usual = Array.from({ length: 9 }, () => ({ cases: 2, total: 40 }));
    expect(markedHigh([{ cases: 30, total: 40 }, ...usual], 0.1).indexOf(true)).toBe(0);
    expect(
      markedHigh(
        usual.map((group) => ({ ...group, cases: 30 })),
        0.1,
      ),
    ).not.toContain(true);
  });

  test('sixty on one day stand out where others take fifteen, thirty do not; one alone is compared with nobody', () => {
    const others = Array.from({ length: 9 }, () => 15);
    expect(markedManyADay([60, ...others])).toEqual([true, ...others.map(() => false)]);
    expect(markedManyADay([30, ...others])).not.toContain(true);
    expect(markedManyADay([500])).toEqual([false]);
  });
});

test('a fabricator of everything is found in at least 95 of 100 rounds, and nobody else is accused', () => {
  const round = { interviewers: 20, reached: 0.8, forgotten: 0.02, noticed: 0.9 };
  const rounds = { ...round, answersEach: 60, percent: 10, isDoubled: false };
  const planted = measureRechecks(100, { ...rounds, fabricated: 1 }, 7);
  expect(planted.found).toBeGreaterThanOrEqual(95);
  expect(planted.accused).toBe(0);
  const honest = measureRechecks(100, { ...rounds, fabricated: 0 }, 8);
  expect([honest.found, honest.accused]).toEqual([0, 0]);
});
