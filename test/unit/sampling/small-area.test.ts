// Outside truths: reference/synthetic/fay_herriot.expected.json (REML fit of 92 communes in R 4.2,
// relative tolerance 1e-9), the limits of the model (no sampling error: the direct estimate;
// boundless sampling error: the regression), and a grid search for the adjusted likelihood.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arcsineFayHerriot } from '#sampling/small-area/arcsine-fay-herriot.ts';
import { benchmarkToTotal } from '#sampling/small-area/benchmark-to-total.ts';
import { fayHerriot } from '#sampling/small-area/fay-herriot.ts';
import { smoothVariance } from '#sampling/small-area/smooth-variance.ts';
import { golden } from './golden.ts';

const read = (name: string) => JSON.parse(golden(`synthetic/${name}`));
const reference = read('fay_herriot.expected.json') as {
  input: { area: string; y: number; n: number; x_online: number; x_60plus: number; psi: number }[];
  pooled: { P: number; deff: number };
  expected: {
    refvar: number;
    beta: number[];
    se_beta: number[];
    areas: { area: string; gamma: number; eblup: number; mse: number }[];
  };
};
const communes = reference.input.map((commune) => ({
  area: commune.area,
  estimate: commune.y,
  variance: commune.psi,
  covariates: [commune.x_online, commune.x_60plus],
}));
const near = (found: number, expected: number) =>
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));

test('the fit of 92 communes is that of the reference', () => {
  const fit = fayHerriot(communes);
  const { refvar, beta, se_beta, areas } = reference.expected;
  expect(Math.abs(fit.betweenAreaVariance / refvar - 1)).toBeLessThan(1e-9);
  beta.forEach((value, j) => {
    near(fit.coefficients[j]!, value);
    near(fit.coefficientErrors[j]!, se_beta[j]!);
  });
  areas.forEach(({ area, gamma, eblup, mse }, i) => {
    const found = fit.areas[i]!;
    expect(found.area).toBe(area);
    expect(found.basis).toBe('model');
    near(found.gamma, gamma);
    near(found.value, eblup);
    expect(Math.abs(found.mse / mse - 1)).toBeLessThan(1e-9);
  });
});

test('variances are smoothed with the pooled share and design effect of the reference', () => {
  const direct = read('estimates.expected.json') as {
    by_commune: { domain: string; n_respondents: number; sat: number; sat_se: number }[];
  };
  const smooth = smoothVariance(
    direct.by_commune.map((commune) => ({
      area: commune.domain,
      value: commune.sat,
      se: commune.sat_se,
      nRespondents: commune.n_respondents,
    })),
  );
  near(smooth.pooled, reference.pooled.P);
  near(smooth.designEffect, reference.pooled.deff);
  smooth.areas.forEach(({ variance }, i) => {
    near(variance!, reference.input[i]!.psi);
  });
});

const simulated = fc
  .array(
    fc.record({
      estimate: fc.double({ min: 0.3, max: 1, noNaN: true }),
      variance: fc.double({ min: 1e-3, max: 0.05, noNaN: true }),
      x: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    { minLength: 8, maxLength: 40 },
  )
  .map((list) =>
    list.map(({ estimate, variance, x }, i) => ({
      area: `A${i}`,
      estimate,
      variance,
      covariates: [x + i / 7],
    })),
  );

test('a model estimate lies between the direct and the synthetic one, its variance not below 0', () => {
  fc.assert(
    fc.property(simulated, (areas) => {
      const fit = fayHerriot(areas);
      expect(fit.betweenAreaVariance).toBeGreaterThanOrEqual(0);
      for (const { value, direct, synthetic, mse, gamma } of fit.areas) {
        expect(value).toBeGreaterThanOrEqual(Math.min(direct!, synthetic) - 1e-12);
        expect(value).toBeLessThanOrEqual(Math.max(direct!, synthetic) + 1e-12);
        expect(mse).toBeGreaterThan(0);
        expect(gamma).toBeLessThan(1);
      }
    }),
  );
});

test('without sampling error the direct estimate stays, with boundless error the model speaks', () => {
  const sharp = communes.map((commune, i) => (i === 3 ? { ...commune, variance: 1e-13 } : commune));
  near(fayHerriot(sharp).areas[3]!.value, communes[3]!.estimate);
  const blurred = communes.map((commune, i) => (i === 3 ? { ...commune, variance: 1e9 } : commune));
  const found = fayHerriot(blurred).areas[3]!;
  near(found.value, found.synthetic);
});

test('a commune without a sample gets the synthetic value, and says so', () => {
  const areas = communes.map((commune, i) =>
    i === 5 ? { ...commune, estimate: null, variance: null } : commune,
  );
  const fit = fayHerriot(areas);
  const boundless = communes.map((commune, i) =>
    i === 5 ? { ...commune, variance: 1e12 } : commune,
  );
  expect(fit.areas[5]).toMatchObject({ basis: 'synthetic', gamma: 0, direct: null });
  expect(fit.areas[5]!.value).toBeCloseTo(fayHerriot(boundless).areas[5]!.value, 8);
  expect(fit.areas[5]!.mse).toBeGreaterThan(fit.betweenAreaVariance);
  expect(fit.warnings).toEqual(['areas-without-sample']);
});

const alike = communes.map((commune, i) => ({
  ...commune,
  estimate: 0.8 + 0.01 * ((i % 3) - 1),
  covariates: commune.covariates.slice(0, 1),
}));

test('communes that hardly differ have no variance between them, unless it is adjusted', () => {
  const clipped = fayHerriot(alike);
  expect(clipped.betweenAreaVariance).toBe(0);
  expect(clipped.warnings).toEqual(['no-variance-between-areas']);
  const adjusted = fayHerriot(alike, { whenZero: 'adjust' });
  expect(adjusted.method).toBe('fay-herriot-adjusted');
  expect(adjusted.betweenAreaVariance).toBeCloseTo(largestAdjustedLikelihood(), 6);
});

/** Li & Lahiri's A·L(A) on a fine grid, the 2 × 2 algebra written out. */
function largestAdjustedLikelihood(): number {
  const logLikelihood = (A: number) => {
    const s = { w: 0, x: 0, xx: 0, y: 0, xy: 0, yy: 0, log: 0 };
    for (const { estimate: y, variance, covariates } of alike) {
      const w = 1 / (A + variance);
      const x = covariates[0]!;
      s.w += w;
      s.x += w * x;
      s.xx += w * x * x;
      s.y += w * y;
      s.xy += w * x * y;
      s.yy += w * y * y;
      s.log += Math.log(A + variance);
    }
    const det = s.w * s.xx - s.x * s.x;
    const slope = (s.w * s.xy - s.x * s.y) / det;
    const constant = (s.y - slope * s.x) / s.w;
    const residual = s.yy - constant * s.y - slope * s.xy;
    return Math.log(A) - (s.log + Math.log(det) + residual) / 2;
  };
  const grid = Array.from({ length: 20_000 }, (_, k) => 1e-7 * (k + 1));
  return grid.reduce((best, A) => (logLikelihood(A) > logLikelihood(best) ? A : best));
}

test('on the arcsine-root scale shares and their intervals stay between 0 and 1', () => {
  const shares = reference.input.map((commune) => ({
    area: commune.area,
    value: commune.y,
    nEffective: commune.n / reference.pooled.deff,
    covariates: [commune.x_online, commune.x_60plus],
  }));
  const plain = fayHerriot(communes);
  const { areas, fit } = arcsineFayHerriot(shares);
  areas.forEach(({ value, interval, direct }, i) => {
    expect(interval.lower).toBeGreaterThanOrEqual(0);
    expect(interval.upper).toBeLessThanOrEqual(1);
    expect(value).toBeGreaterThan(interval.lower);
    expect(value).toBeLessThan(interval.upper);
    expect(direct).toBe(shares[i]!.value);
    expect(Math.abs(value - plain.areas[i]!.value)).toBeLessThan(0.12);
  });
  expect(fit.betweenAreaVariance).toBeGreaterThan(0);
  const wrong = shares.map((share, i) => (i === 0 ? { ...share, value: 1.2 } : share));
  expect(() => arcsineFayHerriot(wrong)).toThrow(
    expect.objectContaining({ name: 'InvalidEstimate' }),
  );
});

test('the mean of a share known up to normal error on the arcsine-root scale is transformed back', () => {
  const shares = Array.from({ length: 20 }, (_, i) => ({
    area: `A${i}`,
    value: i === 19 ? null : 0.5 + 0.45 * Math.sin(i),
    nEffective: i === 19 ? null : 25,
    covariates: [],
  }));
  const { areas, fit } = arcsineFayHerriot(shares);
  const [mean, spread] = [fit.areas[19]!.value, Math.sqrt(fit.betweenAreaVariance)];
  const steps = 4000;
  let expected = 0;
  let mass = 0;
  for (let k = 0; k <= steps; k++) {
    const z = -8 + (16 * k) / steps;
    const density = Math.exp((-z * z) / 2);
    expected += density * Math.sin(mean + spread * z) ** 2;
    mass += density;
  }
  expect(areas[19]!.basis).toBe('synthetic');
  expect(areas[19]!.value).toBeCloseTo(expected / mass, 9);
});

test('benchmarked estimates add up to the direct total', () => {
  const areas = fc.array(
    fc.record({
      area: fc.uuid(),
      value: fc.double({ min: 0.1, max: 0.95, noNaN: true }),
      size: fc.integer({ min: 10, max: 900 }),
      mse: fc.double({ min: 1e-4, max: 0.02, noNaN: true }),
    }),
    { minLength: 1, maxLength: 100 },
  );
  fc.assert(
    fc.property(areas, fc.constantFrom('ratio', 'difference'), (list, method) => {
      const total = list.reduce((sum, { size }) => sum + 0.8 * size, 0);
      const moved = benchmarkToTotal(list, total, method);
      const reached = moved.areas.reduce((sum, { value }, i) => sum + value * list[i]!.size, 0);
      expect(Math.abs(reached - total)).toBeLessThanOrEqual(1e-9 * total);
    }),
  );
});

test('a benchmark that pushes a share over 1 is reported', () => {
  const areas = [
    { area: 'A', value: 0.99, size: 10 },
    { area: 'B', value: 0.5, size: 10 },
  ];
  expect(benchmarkToTotal(areas, 16).warnings).toEqual(['outside-unit-interval']);
  for (const nothing of [[], [{ area: 'A', value: 0, size: 3 }]])
    expect(() => benchmarkToTotal(nothing, 16)).toThrow(
      expect.objectContaining({ name: 'InvalidBenchmark' }),
    );
});

test('unsmoothed zero variances, repeated covariates and too few communes are refused', () => {
  const name = (refused: string) => expect.objectContaining({ name: refused });
  const zero = communes.map((commune, i) => (i === 0 ? { ...commune, variance: 0 } : commune));
  expect(() => fayHerriot(zero)).toThrow(name('ZeroSamplingVariance'));
  const twice = communes.map((commune) => ({
    ...commune,
    covariates: [commune.covariates[0]!, 2 * commune.covariates[0]! + 1],
  }));
  expect(() => fayHerriot(twice)).toThrow(name('CollinearCovariates'));
  expect(() => fayHerriot(communes.slice(0, 5))).toThrow(name('TooFewAreas'));
  expect(() => fayHerriot([...communes, communes[0]!])).toThrow(name('DuplicateArea'));
  const ragged = communes.map((commune, i) =>
    i === 9 ? { ...commune, covariates: [1] } : commune,
  );
  expect(() => fayHerriot(ragged)).toThrow(name('RaggedCovariates'));
  expect(() => smoothVariance([{ area: 'A', value: 1, se: 0, nRespondents: 9 }])).toThrow(
    name('NoVarianceEstimate'),
  );
});
