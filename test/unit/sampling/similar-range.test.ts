/** Outside truth: order statistics that can be counted by hand, and a Poisson count of days without arrivals. */
import { expect, test } from 'vitest';
import { rangesOfSimilar } from '#sampling/quality/similar-range.ts';
import { countEmptyDays, expectedByDay } from '../../../server/frames/completeness/empty-days.ts';

const share = (cases: number, expected?: number) => ({
  cases,
  total: 100,
  ...(expected !== undefined && { expected }),
});
const none = () => false;

test('the range is that of four in five others, and nine others are too few for one', () => {
  const agencies = [50, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((cases) => share(cases));
  expect(rangesOfSimilar(agencies, none)[0]).toEqual({ low: 0.02, high: 0.09 });
  expect(rangesOfSimilar(agencies.slice(0, 10), none)[0]).toBeNull();
});

test('similar are those of which nearest the same is expected; a marked agency is no measure', () => {
  const small = Array.from({ length: 12 }, () => share(20, 0.2));
  const large = Array.from({ length: 12 }, () => share(1, 0.01));
  const ranges = rangesOfSimilar([share(22, 0.2), ...small, ...large], none);
  expect(ranges[0]).toEqual({ low: 0.2, high: 0.2 });
  const marked = rangesOfSimilar(
    [share(22, 0.2), ...small, ...Array.from({ length: 5 }, () => share(90, 0.2))],
    (place) => place > 12,
  );
  expect(marked[0]).toEqual({ low: 0.2, high: 0.2 });
});

test('a small agency’s empty days are expected, a large one’s are not; weekends and holidays are none', () => {
  const days = ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05', '2026-03-06', '2026-03-09'];
  const all = (dossiers: number) => new Map(days.map((day) => [day, dossiers]));
  const holed = new Map([...all(30)].filter(([day]) => day !== '2026-03-04'));
  const small = new Map([
    ['2026-03-02', 1],
    ['2026-03-09', 1],
  ]);
  const agencies = new Map([
    ['large', all(30)],
    ['holed', holed],
    ['small', small],
  ]);
  const counted = countEmptyDays(expectedByDay(agencies));
  expect(counted.get('large')).toMatchObject({ cases: 0, total: 6 });
  expect(counted.get('holed')).toMatchObject({ cases: 1, total: 6 });
  expect(counted.get('holed')!.expected).toBeLessThan(1e-5);
  expect(counted.get('small')).toMatchObject({ cases: 4, total: 6 });
  expect(counted.get('small')!.expected).toBeGreaterThan(0.6);
});
