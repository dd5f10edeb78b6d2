// Outside truth: what any interval for a proportion owes its reader (sampling.md §6.7), the
// textbook Wilson interval, and binomial sums for Clopper–Pearson.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalQuantile } from '#sampling/distributions/normal.ts';
import { intervalClopperPearson } from '#sampling/intervals/clopper-pearson.ts';
import type { Interval, ProportionEstimate } from '#sampling/intervals/interval.ts';
import { aroundKornGraubard, intervalKornGraubard } from '#sampling/intervals/korn-graubard.ts';
import { intervalLogit } from '#sampling/intervals/logit.ts';
import { intervalMean, intervalWald } from '#sampling/intervals/wald.ts';
import {
  cappedEffectiveSize,
  intervalWilson,
  intervalWilsonCapped,
} from '#sampling/intervals/wilson.ts';

type Make = (estimate: ProportionEstimate, level: number) => Interval | null;
const METHODS: readonly (readonly [string, Make])[] = [
  ['wilson-capped', intervalWilsonCapped],
  ['wilson', intervalWilson],
  ['korn-graubard', intervalKornGraubard],
  ['logit', intervalLogit],
  ['wald', intervalWald],
  [
    'clopper-pearson',
    ({ value, respondents }, level) => intervalClopperPearson(value, respondents, level),
  ],
];

const estimate = fc
  .record({
    respondents: fc.integer({ min: 1, max: 3000 }),
    successes: fc.double({ min: 0, max: 1, noNaN: true }),
    effect: fc.double({ min: 0.3, max: 5, noNaN: true }),
    df: fc.integer({ min: 0, max: 3000 }),
    samplingFraction: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ respondents, successes, effect, df, samplingFraction }): ProportionEstimate => {
    const value = Math.round(successes * respondents) / respondents;
    const variance = (effect * value * (1 - value)) / respondents;
    return { value, variance, df, respondents, samplingFraction };
  });

const near = (got: number, want: number, tolerance = 1e-9) =>
  expect(Math.abs(got - want)).toBeLessThanOrEqual(tolerance);

describe.each(METHODS)('%s', (_, make) => {
  it('lies in [0, 1] around its estimate, never NaN, and widens with the level', () => {
    fc.assert(
      fc.property(estimate, (input) => {
        const [narrow, wide] = [make(input, 0.9), make(input, 0.99)];
        if (narrow === null || wide === null) return;
        expect(narrow.lower).toBeGreaterThanOrEqual(0);
        expect(narrow.upper).toBeLessThanOrEqual(1);
        expect(narrow.lower).toBeLessThanOrEqual(input.value);
        expect(narrow.upper).toBeGreaterThanOrEqual(input.value);
        expect(wide.lower).toBeLessThanOrEqual(narrow.lower);
        expect(wide.upper).toBeGreaterThanOrEqual(narrow.upper);
      }),
    );
  });

  it('of the complement is the mirror image', () => {
    fc.assert(
      fc.property(estimate, (input) => {
        const [interval, back] = [
          make(input, 0.95),
          make({ ...input, value: 1 - input.value }, 0.95),
        ];
        expect(interval === null).toBe(back === null);
        if (!interval || !back) return;
        near(back.lower, 1 - interval.upper);
        near(back.upper, 1 - interval.lower);
      }),
    );
  });

  it('narrows as the same share comes from more people', () => {
    fc.assert(
      fc.property(estimate, fc.integer({ min: 2, max: 20 }), (input, factor) => {
        const more = {
          ...input,
          respondents: input.respondents * factor,
          variance: input.variance / factor,
          df: input.df,
        };
        const [few, many] = [make(input, 0.95), make(more, 0.95)];
        if (!few || !many || input.df < 2) return;
        expect(many.upper - many.lower).toBeLessThanOrEqual(few.upper - few.lower + 1e-9);
      }),
    );
  });

  it('is not given without degrees of freedom or at a level that is none', () => {
    const some = { value: 0.5, variance: 0.01, df: 5, respondents: 10 };
    expect(() => make(some, 1)).toThrow(expect.objectContaining({ name: 'ImpossibleInterval' }));
    expect(() => make({ ...some, value: 1.2 }, 0.95)).toThrow(
      expect.objectContaining({ name: 'ImpossibleInterval' }),
    );
  });
});

it('bounds made without quantiles hold the interval of Korn and Graubard', () => {
  fc.assert(
    fc.property(estimate, (input) => {
      const [inner, outer] = [intervalKornGraubard(input), aroundKornGraubard(input)];
      expect(outer === null).toBe(inner === null);
      if (inner === null || outer === null) return;
      expect(outer.lower).toBeLessThanOrEqual(inner.lower);
      expect(outer.upper).toBeGreaterThanOrEqual(inner.upper);
    }),
  );
});

describe('known values', () => {
  it('Wilson from a simple random sample of infinite df is the textbook interval', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(), (n, some) => {
        const p = (some % (n + 1)) / n;
        const z = normalQuantile(0.975);
        const centre = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
        const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
        const variance = (p * (1 - p)) / n;
        for (const make of [intervalWilson, intervalWilsonCapped]) {
          const got = make({ value: p, variance, df: Infinity, respondents: n }, 0.95)!;
          near(got.lower, Math.max(0, centre - half), 1e-12);
          near(got.upper, Math.min(1, centre + half), 1e-12);
        }
      }),
    );
  });

  it('Clopper–Pearson puts exactly half the error on each side', () => {
    const binomial = (n: number, p: number, fits: (k: number) => boolean) => {
      let [term, sum] = [(1 - p) ** n, 0];
      for (let k = 0; k <= n; k++) {
        if (fits(k)) sum += term;
        term *= ((n - k) / (k + 1)) * (p / (1 - p));
      }
      return sum;
    };
    for (const [k, n] of [
      [3, 10],
      [8, 9],
      [1, 40],
    ] as const) {
      const { lower, upper } = intervalClopperPearson(k / n, n)!;
      near(
        binomial(n, lower, (value) => value >= k),
        0.025,
        1e-11,
      );
      near(
        binomial(n, upper, (value) => value <= k),
        0.025,
        1e-11,
      );
    }
  });

  it('one person, everybody agreeing, and a census are answered without NaN', () => {
    const unanimous = { value: 1, variance: 0, df: 1, respondents: 1 };
    expect(intervalWilsonCapped(unanimous)).toMatchObject({ upper: 1 });
    expect(intervalKornGraubard(unanimous)!.lower).toBeCloseTo(0.025, 12);
    expect(intervalLogit(unanimous)).toBeNull();
    expect(intervalWilsonCapped({ ...unanimous, df: 0 })).toBeNull();
    const census = { value: 0.7, variance: 0, df: 9, respondents: 10, samplingFraction: 1 };
    expect(intervalWilsonCapped(census)).toMatchObject({ lower: 0.7, upper: 0.7 });
  });

  it('a small variance claims at most what the sample can carry', () => {
    const lucky = { value: 0.8, variance: 1e-6, df: 20, respondents: 30, samplingFraction: 0.25 };
    expect(cappedEffectiveSize(lucky)).toBe(40);
    const { lower, upper } = intervalWilsonCapped(lucky)!;
    expect(upper - lower).toBeGreaterThan(0.2);
  });

  it('a mean keeps to its scale', () => {
    expect(intervalMean({ value: 4.9, variance: 1, df: 5, scale: [1, 5] })).toMatchObject({
      upper: 5,
    });
    expect(intervalMean({ value: 3, variance: 1, df: 0 })).toBeNull();
  });
});
