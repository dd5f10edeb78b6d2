// Outside truth: the table of Wilson widths at p = 0.8 of Valliant, Dever, Kreuter (2018) as far as
// the normal quantile reaches, Student's quantile from R, and the NCHS presentation standards.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SamplingError } from '#sampling/errors.ts';
import { planPrecision } from '#sampling/size/plan-precision.ts';

const assumptions = { responseRate: 1, proportion: 0.8 };
const ward = (...strata: [N: number, n: number][]) => ({
  code: 'w',
  strata: strata.map(([N, n]) => ({ N, n })),
});

/** R: qt(.975, n - 1), Wilson's full width at p = .8 from an unlimited population. */
test.each([
  [30, 0.2889],
  [45, 0.2353],
  [100, 0.1572],
])('%i completes of a large ward give an interval %f wide', (n, width) => {
  const [found] = planPrecision([ward([10_000_000, n])], assumptions);
  expect(found!.intervalWidth).toBeCloseTo(width, 3);
  expect(found!.halfWidth).toBe(found!.intervalWidth / 2);
});

test('a ward with 23 expected completes is not publishable, and the need is the rule of 30', () => {
  const [found] = planPrecision([ward([2000, 35])], { responseRate: 0.65, proportion: 0.8 });
  expect(found!.expectedCompletes).toBeCloseTo(22.75, 10);
  expect(found).toMatchObject({ publishable: false, extraInvitationsNeeded: 12, invitations: 35 });
});

test('a ward too small to give 30 completes can never be published', () => {
  const [found] = planPrecision([ward([40, 10])], { responseRate: 0.65, proportion: 0.8 });
  expect(found).toMatchObject({ publishable: false, extraInvitationsNeeded: null });
});

test('a ward without strata or invitations has no interval', () => {
  const [none, uninvited] = planPrecision([ward(), ward([500, 0])], assumptions);
  expect(none).toMatchObject({ population: 0, intervalWidth: 1, extraInvitationsNeeded: null });
  expect(uninvited).toMatchObject({
    intervalWidth: 1,
    publishable: false,
    extraInvitationsNeeded: 30,
  });
});

test('the search ends where the invitations planned are no whole numbers', () => {
  const [found] = planPrecision([ward([30, 28.5])], { responseRate: 1, proportion: 0.8 });
  expect(found).toMatchObject({ publishable: false, extraInvitationsNeeded: 2 });
});

test('the design effect widens the interval, inviting nearly all narrows it', () => {
  const plain = planPrecision([ward([300, 90])], assumptions)[0]!;
  const clustered = planPrecision([ward([300, 90])], { ...assumptions, designEffect: 1.5 })[0]!;
  const nearCensus = planPrecision([ward([95, 90])], assumptions)[0]!;
  expect(clustered.intervalWidth).toBeGreaterThan(plain.intervalWidth);
  expect(nearCensus.intervalWidth).toBeLessThan(plain.intervalWidth / 2);
});

const domains = fc.array(
  fc
    .tuple(fc.nat(300), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([N, share]) => ({ N, n: Math.floor(N * share) })),
  { maxLength: 8 },
);
const rates = fc.double({ min: 0.05, max: 1, noNaN: true });
const shares = fc.double({ min: 0.02, max: 0.98, noNaN: true });

test('the extra invitations named are enough, and one less is not', () => {
  fc.assert(
    fc.property(domains, rates, shares, (strata, responseRate, proportion) => {
      const assumed = { responseRate, proportion };
      const [found] = planPrecision([{ code: 'w', strata }], assumed);
      const need = found!.extraInvitationsNeeded;
      expect(found!.publishable).toBe(need === 0);
      expect(found!.intervalWidth).toBeGreaterThanOrEqual(0);
      expect(found!.intervalWidth).toBeLessThanOrEqual(1);
      if (need === null || need === 0) return;
      const room = strata.reduce((sum, { N, n }) => sum + N - n, 0);
      const withExtra = (extra: number) =>
        planPrecision(
          [
            {
              code: 'w',
              strata: strata.map(({ N, n }) => ({ N, n: n + (extra * (N - n)) / room })),
            },
          ],
          assumed,
        )[0]!.publishable;
      expect([withExtra(need), withExtra(need - 1)]).toEqual([true, false]);
    }),
    { numRuns: 300 },
  );
});

test('impossible assumptions and domains are refused by name', () => {
  const attempts: [string, () => unknown][] = [
    ['BadRate', () => planPrecision([], { ...assumptions, responseRate: 0 })],
    ['BadProportion', () => planPrecision([], { ...assumptions, proportion: 1 })],
    ['BadLevel', () => planPrecision([], { ...assumptions, level: 0 })],
    ['BadPlanningValue', () => planPrecision([], { ...assumptions, designEffect: 0 })],
    ['BadDomain', () => planPrecision([ward([10, 11])], assumptions)],
    ['BadDomain', () => planPrecision([ward([10, Number.NaN])], assumptions)],
  ];
  for (const [name, attempt] of attempts) {
    expect(attempt).toThrow(SamplingError);
    expect(attempt).toThrow(expect.objectContaining({ name }));
  }
});
