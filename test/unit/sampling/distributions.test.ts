// Outside truth: quantiles evaluated at 60 digits with mpmath (test/golden/reference/distributions),
// which R's qnorm, qt, qbeta and qf approximate; tolerance 1e-10 relative.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaProbability, betaQuantile, betaQuantilePoint } from '#sampling/distributions/beta.ts';
import { fQuantile } from '#sampling/distributions/f.ts';
import {
  normalProbability,
  normalQuantile,
  normalUpperTail,
} from '#sampling/distributions/normal.ts';
import { tQuantile, tUpperTail } from '#sampling/distributions/student-t.ts';

type Row = [...number[], string];
const path = '../../golden/reference/distributions/quantiles.expected.json';
const reference = JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as Record<
  'normal' | 't' | 'beta' | 'f',
  Row[]
>;
const quantiles: Record<keyof typeof reference, (...given: number[]) => number> = {
  normal: (p) => normalQuantile(p!),
  t: (p, df) => tQuantile(p!, df!),
  beta: (p, a, b) => betaQuantile(p!, a!, b!),
  f: (p, df1, df2) => fQuantile(p!, df1!, df2!),
};

const relative = (got: number, want: number) => Math.abs(want === 0 ? got : got / want - 1);

describe('quantiles against 60-digit arithmetic', () => {
  for (const name of ['normal', 't', 'beta', 'f'] as const)
    it(`the ${name} quantile holds 1e-10 relative over the whole range`, () => {
      expect(reference[name].length).toBeGreaterThan(15);
      for (const row of reference[name]) {
        const want = Number(row.at(-1));
        const got = quantiles[name](...(row.slice(0, -1) as number[]));
        expect(relative(got, want), JSON.stringify(row)).toBeLessThan(1e-10);
      }
    });
});

describe('probabilities', () => {
  it('the normal tail keeps its digits far out', () => {
    expect(relative(normalUpperTail(1.96), 0.024997895148220435)).toBeLessThan(1e-13);
    expect(relative(normalUpperTail(10), 7.619853024160527e-24)).toBeLessThan(1e-12);
    expect(normalProbability(0)).toBe(0.5);
  });

  it('a quantile is undone by its probability', () => {
    const p = fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true });
    const shape = fc.double({ min: 0.5, max: 5000, noNaN: true });
    fc.assert(
      fc.property(p, shape, shape, (probability, a, b) => {
        expect(relative(normalProbability(normalQuantile(probability)), probability)).toBeLessThan(
          1e-9,
        );
        expect(relative(1 - tUpperTail(tQuantile(probability, a), a), probability)).toBeLessThan(
          1e-6,
        );
        const { x, y } = betaQuantilePoint(probability, a, b);
        if (Math.min(x, y) > 1e-12)
          expect(relative(betaProbability(x, a, b), probability)).toBeLessThan(1e-6);
      }),
      { numRuns: 300 },
    );
  });

  it('quantiles rise with the probability', () => {
    const p = fc.double({ min: 0.001, max: 0.99, noNaN: true });
    const df = fc.double({ min: 1, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(p, df, df, (low, a, b) => {
        expect(tQuantile(low + 0.005, a)).toBeGreaterThan(tQuantile(low, a));
        expect(betaQuantile(low + 0.005, a, b)).toBeGreaterThanOrEqual(betaQuantile(low, a, b));
      }),
    );
  });

  it('what is no probability, shape or degree of freedom is refused by name', () => {
    expect(() => normalQuantile(1.1)).toThrow(
      expect.objectContaining({ name: 'OutsideDistribution' }),
    );
    expect(() => tQuantile(0.5, 0)).toThrow(
      expect.objectContaining({ name: 'OutsideDistribution' }),
    );
    expect(() => betaQuantile(0.5, -1, 2)).toThrow(
      expect.objectContaining({ name: 'OutsideDistribution' }),
    );
    expect(() => fQuantile(0.5, 2, Number.NaN)).toThrow(
      expect.objectContaining({ name: 'OutsideDistribution' }),
    );
  });
});
