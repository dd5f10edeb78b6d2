import { betaQuantile } from '../distributions/beta.ts';
import type { Interval } from './interval.ts';
import { checkProportion, withinUnitInterval } from './interval.ts';

/** Beta bounds for `successes` out of n, both possibly fractional. */
export function betaBounds(successes: number, n: number, level: number): [number, number] {
  const tail = (1 - level) / 2;
  const failures = n - successes;
  return [
    successes > 0 ? betaQuantile(tail, successes, failures + 1) : 0,
    failures > 0 ? betaQuantile(1 - tail, successes + 1, failures) : 1,
  ];
}

/**
 * Exact binomial interval for a proportion observed on n independent persons.
 * @param value observed proportion
 * @param respondents n, in persons
 * @param level nominal coverage, in (0, 1)
 * @returns null without respondents
 * @throws ImpossibleInterval
 * Clopper & Pearson (1934).
 */
export function intervalClopperPearson(
  value: number,
  respondents: number,
  level = 0.95,
): Interval | null {
  checkProportion({ value, variance: 0, df: 0, respondents }, level);
  if (respondents === 0) return null;
  const bounds = betaBounds(value * respondents, respondents, level);
  return withinUnitInterval(bounds, value, level, 'clopper-pearson');
}
