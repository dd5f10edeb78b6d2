// Truth: the share of the population in parts that were heard, reckoned by hand; the limit of the product is 80 %.
import { expect, test } from 'vitest';
import { COVERAGE_LIMIT, coverage } from '#sampling/quality/coverage.ts';

test('a part counts by its people, and only where enough of them answered', () => {
  const parts = [
    { population: 600, respondents: 5 },
    { population: 300, respondents: 4 },
    { population: 100, respondents: 90 },
  ];
  expect(coverage(parts, 5)).toBeCloseTo(0.7, 12);
  expect(coverage(parts, 4)).toBe(1);
  expect(coverage(parts, 5)).toBeLessThan(COVERAGE_LIMIT);
});

test('of nobody nothing is covered', () => {
  expect(coverage([], 5)).toBe(0);
});
