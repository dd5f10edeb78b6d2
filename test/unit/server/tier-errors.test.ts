// Truth: at most 5 of 100 rounds mark an agency that does not differ (Holm 1979), or tell a range of places that does
// not hold the true one.
import { expect, test } from 'vitest';
import { markRounds, rankRounds } from '../../simulate/equal-agencies.ts';

test('equal agencies are hardly ever marked, where their own variance marked one in most rounds', () => {
  const satisfied = markRounds({ share: 0.95, n: 45, correlation: 0.3 }, 60, 7);
  expect(satisfied.own.higher).toBeGreaterThan(60);
  expect(satisfied.pooled.higher + satisfied.pooled.lower).toBeLessThanOrEqual(5);
  const even = markRounds({ share: 0.5, n: 20, correlation: 0.5 }, 200, 7);
  expect(even.pooled.higher + even.pooled.lower).toBeLessThanOrEqual(5);
});

test('of agencies 20 points apart a true place is hardly ever outside its range', () => {
  const { missed, width } = rankRounds({ share: 0.85, n: 200, correlation: 0.3 }, 60, 7);
  expect(missed).toBeLessThanOrEqual(5);
  expect(width).toBeLessThan(85);
});

test('an agency that is clearly less satisfied is found', () => {
  const lower = { agencies: 10, shift: 0.25 };
  const { pooled } = markRounds({ share: 0.85, n: 45, correlation: 0.3, lower }, 20, 7);
  expect(pooled.found).toBeGreaterThan(80);
});
