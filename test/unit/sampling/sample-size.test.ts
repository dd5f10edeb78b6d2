// Outside truth: reference/sample_size (R PracTools nProp, nPropMoe, nWilson and the formulas of
// Cochran 1977), relative tolerance 1e-9.
import { expect, test } from 'vitest';
import { SamplingError } from '#sampling/errors.ts';
import { inflateForNonresponse } from '#sampling/size/nonresponse.ts';
import {
  marginOfError,
  sampleSizeCV,
  sampleSizeMean,
  sampleSizeProportion,
  sampleSizeSlovin,
} from '#sampling/size/sample-size.ts';
import { sampleSizeTwoWaves } from '#sampling/size/two-waves.ts';
import { sampleSizeWilson, wilsonHalfWidth } from '#sampling/size/wilson.ts';
import { golden } from './golden.ts';

type Case = Record<string, number> & { N: number | null; capped: boolean };
const { cases } = JSON.parse(golden('sample_size.expected.json')) as {
  cases: Record<'cochran' | 'slovin' | 'cv' | 'wilson' | 'two_wave' | 'moe' | 'mean', Case[]>;
};

const expectClose = (found: number, wanted: number) =>
  expect(Math.abs(found / wanted - 1)).toBeLessThanOrEqual(1e-9);

test.each(cases.cochran)('Cochran: p $p within $e of N $N', (given) => {
  const size = sampleSizeProportion({
    p: given.p!,
    e: given.e!,
    N: given.N,
    confidence: given.conf!,
    designEffect: given.deff!,
    responseRate: given.response_rate!,
    eligibility: given.eligibility!,
  });
  expectClose(size.n0, given.n0!);
  expectClose(size.real, given.n_real!);
  expect(size).toMatchObject({
    completes: given.n_complete,
    invitations: given.n_draw,
    capped: given.capped,
  });
  expect(size.precisionReached).toBeLessThanOrEqual(given.e!);
});

test.each(cases.slovin)('Slovin: N $N, e $e', ({ N, e, n, n_real }) => {
  const size = sampleSizeSlovin({ N: N!, e: e! });
  expectClose(size.real, n_real!);
  expect(size.completes).toBe(n);
});

test.each(cases.cv)('CV: p $p, cv $cv', ({ p, cv, N, deff, n, n_real }) => {
  const size = sampleSizeCV({ p: p!, cv: cv!, N, designEffect: deff! });
  expectClose(size.real, n_real!);
  expect(size.completes).toBe(n);
  expect(size.precisionReached).toBeLessThanOrEqual(cv! * (1 + 1e-12));
});

test.each(cases.wilson)('Wilson: p $p, e $e', ({ p, e, conf, n, halfwidth }) => {
  const size = sampleSizeWilson({ p: p!, e: e!, confidence: conf! });
  expect(size.completes).toBe(n);
  expectClose(size.precisionReached, halfwidth!);
  const z = 1.959963984540054;
  expect(wilsonHalfWidth(p!, n! - 1, z)).toBeGreaterThan(e!);
});

test.each(cases.two_wave)('two waves: $p1 to $p2, overlap $overlap', (given) => {
  const size = sampleSizeTwoWaves({
    p1: given.p1!,
    p2: given.p2!,
    confidence: given.conf!,
    power: given.power!,
    overlap: given.overlap!,
    correlation: given.rho!,
  });
  expectClose(size.real, given.n_real!);
  expect(size.completes).toBe(given.n_per_wave);
});

test.each(cases.moe)('margin of error: n $n, p $p, N $N', ({ n, p, N, conf, deff, moe }) => {
  const found = marginOfError({ n: n!, p: p!, N, confidence: conf!, designEffect: deff! });
  expectClose(found, moe!);
});

test.each(cases.mean)('mean: S $S, e $e, N $N', ({ S, e, N, conf, n, n_real }) => {
  const size = sampleSizeMean({ S: S!, e: e!, N, confidence: conf! });
  expectClose(size.real, n_real!);
  expect(size.completes).toBe(n);
  expect(size.precisionReached).toBeLessThanOrEqual(e! * (1 + 1e-12));
});

test('a frame too small is invited whole, and the precision then reached is said', () => {
  const size = sampleSizeProportion({ p: 0.5, e: 0.05, N: 300, responseRate: 0.4 });
  expect(size).toMatchObject({
    completes: 169,
    invitations: 300,
    capped: true,
    expectedCompletes: 120,
  });
  expect(size.precisionReached).toBeCloseTo(
    1.959963984540054 * Math.sqrt((0.25 / 120) * (180 / 299)),
    12,
  );
});

test('a census reaches precision 0', () => {
  expect(marginOfError({ n: 60, p: 0.5, N: 60 })).toBe(0);
  expect(marginOfError({ n: 1, p: 0.5, N: 1 })).toBe(0);
});

test('a size that is whole but for rounding error is not raised by one', () => {
  expect(inflateForNonresponse(561, { responseRate: 0.6 }).invitations).toBe(935);
});

const refusal = (attempt: () => unknown): string => {
  try {
    attempt();
  } catch (error) {
    if (error instanceof SamplingError) return error.name;
    throw error;
  }
  return 'accepted';
};

test.each([
  ['BadProportion', () => sampleSizeProportion({ p: 0, e: 0.05 })],
  ['BadProportion', () => sampleSizeProportion({ p: 1, e: 0.05 })],
  ['BadPlanningValue', () => sampleSizeProportion({ p: 0.5, e: 0 })],
  ['BadPlanningValue', () => sampleSizeProportion({ p: 0.5, e: 0.05, designEffect: Number.NaN })],
  ['BadLevel', () => sampleSizeProportion({ p: 0.5, e: 0.05, confidence: 1 })],
  ['BadRate', () => sampleSizeProportion({ p: 0.5, e: 0.05, responseRate: 0 })],
  ['BadRate', () => sampleSizeProportion({ p: 0.5, e: 0.05, eligibility: 1.01 })],
  ['BadPopulation', () => sampleSizeProportion({ p: 0.5, e: 0.05, N: 0 })],
  ['BadPopulation', () => sampleSizeSlovin({ N: 10.5, e: 0.05 })],
  ['BadPlanningValue', () => sampleSizeMean({ S: Number.POSITIVE_INFINITY, e: 1 })],
  ['NoChange', () => sampleSizeTwoWaves({ p1: 0.8, p2: 0.8 })],
  ['BadOverlap', () => sampleSizeTwoWaves({ p1: 0.8, p2: 0.7, overlap: 2 })],
])('%s is refused', (name, attempt) => {
  expect(refusal(attempt)).toBe(name);
});
