// Outside truth: what change between waves owes its definition (sampling.md §6.8); for
// replicate weights, the linearization variances they must reproduce for totals: exactly for the
// jackknife and balanced half-samples, exactly in expectation over every bootstrap draw.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MeasuredUnit } from '#sampling/estimation/change.ts';
import { estimateChange } from '#sampling/estimation/change.ts';
import { linearizeRatio, linearizeTotal } from '#sampling/estimation/linearization.ts';
import { unitDesign } from '#sampling/estimation/unit-design.ts';
import { balancedRepeatedReplication } from '#sampling/replication/balanced-repeated-replication.ts';
import { bootstrapRatios } from '#sampling/replication/bootstrap-ratios.ts';
import { jackknife } from '#sampling/replication/jackknife.ts';
import { raoWuBootstrap, rescaledFactor } from '#sampling/replication/rao-wu-bootstrap.ts';
import type { Replicates } from '#sampling/replication/replicate-weights.ts';
import { replicateVariance } from '#sampling/replication/replicate-weights.ts';
import { weightSample } from '#sampling/weighting/weight-sample.ts';

const near = (got: number, want: number, tolerance = 1e-9) =>
  expect(Math.abs(got - want)).toBeLessThanOrEqual(tolerance * (1 + Math.abs(want)));
const refusal = (name: string) => expect.objectContaining({ name });
const answers = fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 2, maxLength: 15 });
const both = fc.tuple(answers, answers);
const populations = new Map([
  ['F1', 40],
  ['F2', 25],
]);

describe('change between waves', () => {
  it('the same people with the same answers changed by nothing, for certain', () => {
    fc.assert(
      fc.property(both, (strata) => {
        const units = strata.flatMap((values, h) =>
          values.map((y): MeasuredUnit => ({ stratum: `F${h + 1}`, first: y, second: y })),
        );
        const { value, se, overlap } = estimateChange(units, populations);
        expect(value).toBe(0);
        expect(se!).toBeLessThan(1e-7);
        expect(overlap).toBe(units.length);
      }),
    );
  });

  it('different people covary by nothing, and that is said', () => {
    fc.assert(
      fc.property(both, both, (first, two) => {
        const wave = (strata: number[][], isFirst: boolean) =>
          strata.flatMap((values, h) =>
            values.map(
              (y): MeasuredUnit => ({
                stratum: `F${h + 1}`,
                first: isFirst ? y : null,
                second: isFirst ? null : y,
              }),
            ),
          );
        const change = estimateChange([...wave(first, true), ...wave(two, false)], populations);
        expect(change.covariance).toBe(0);
        near(change.se!, change.seIfIndependent!, 1e-12);
        expect(change.warnings.map(({ code }) => code)).toContain('no-overlap');
        expect(change.interval!.lower).toBeLessThanOrEqual(change.value);
      }),
    );
  });

  it('a stratum with one unit of many is pooled where it may be, and else gives no error', () => {
    const unit = (stratum: string, first: number, second: number) => ({ stratum, first, second });
    const units = [unit('F1', 0, 1), unit('F2', 1, 1), unit('F2', 0, 0), unit('F2', 1, 0)];
    const separate = estimateChange(units, populations);
    expect(separate).toMatchObject({ se: null, interval: null });
    expect(separate.warnings).toContainEqual(
      expect.objectContaining({ code: 'lonely-stratum', strata: ['F1'] }),
    );
    const pooled = estimateChange(units, populations, { collapseWithin: () => 'ward' });
    near(pooled.value, separate.value, 1e-12);
    expect(pooled.se!).toBeGreaterThan(0.1);
    expect(pooled.warnings.map(({ code }) => code)).toEqual(['collapsed-strata']);
  });

  it('a stratum missing from a wave is refused', () => {
    const units = [{ stratum: 'F1', first: 1, second: null }];
    expect(() => estimateChange(units, populations)).toThrow(refusal('InvalidStratum'));
  });
});

/** Two units in each of several strata. */
const pairs = fc.array(
  fc.tuple(
    fc.double({ min: -5, max: 5, noNaN: true }),
    fc.double({ min: -5, max: 5, noNaN: true }),
  ),
  { minLength: 1, maxLength: 9 },
);

const clusters = (sizes: readonly number[]) => {
  const stratumOf = sizes.flatMap((n, h) => new Array<number>(n).fill(h));
  return { stratumOf, clusterOf: stratumOf.map((_, i) => i) };
};

const totalVariance = (replicates: Replicates, y: readonly number[], centre: number) => {
  const totals = Array.from({ length: replicates.count }, (_, r) =>
    replicates.weightsOf(r).reduce((sum, w, i) => sum + w * y[i]!, 0),
  );
  return replicateVariance(totals, replicates.factors, centre);
};

describe('replicate weights', () => {
  it('balanced half-samples give Σ(difference within pairs)² for a total', () => {
    fc.assert(
      fc.property(pairs, fc.constantFrom(0, 0.5), (given, shrinkage) => {
        const y = given.flat();
        const design = {
          ...clusters(given.map(() => 2)),
          weights: new Float64Array(y.length).fill(1),
        };
        const total = y.reduce((a, b) => a + b, 0);
        const exact = given.reduce((sum, [a, b]) => sum + (a - b) ** 2, 0);
        near(totalVariance(balancedRepeatedReplication(design, shrinkage), y, total), exact, 1e-9);
      }),
    );
  });

  it('the jackknife of a total is its stratified variance, with the correction where given', () => {
    const sizes = fc.array(fc.integer({ min: 2, max: 6 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(
        sizes,
        fc.array(fc.double({ min: 0, max: 9, noNaN: true }), { minLength: 24, maxLength: 24 }),
        (n, values) => {
          const { stratumOf, clusterOf } = clusters(n);
          const y = stratumOf.map((_, i) => values[i]!);
          const N = n.map((size) => size + 5);
          const weighted = weightSample(
            stratumOf.map((h) => ({
              stratum: `F${h}`,
              population: N[h]!,
              disposition: 'respondent',
            })),
            (code) => code,
          );
          const total = linearizeTotal(unitDesign(weighted), Float64Array.from(y), clusterOf);
          const design = { stratumOf, clusterOf, weights: weighted.weights };
          near(totalVariance(jackknife(design, N), y, total.value), total.variance, 1e-8);
        },
      ),
    );
  });

  it('over all nine draws from a stratum of three, the bootstrap’s mean square is its variance', () => {
    const y = [2, 3, 7];
    const N = 10;
    const mean = y.reduce((a, b) => a + b) / 3;
    const s2 = y.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 2;
    let square = 0;
    for (let first = 0; first < 3; first++)
      for (let second = 0; second < 3; second++) {
        const counts = [0, 0, 0];
        counts[first]! += 1;
        counts[second]! += 1;
        const total = y.reduce(
          (sum, value, i) => sum + (N / 3) * rescaledFactor(3, N, counts[i]!) * value,
          0,
        );
        square += (total - N * mean) ** 2 / 9;
      }
    near(square, N * N * (1 - 3 / N) * (s2 / 3), 1e-13);
  });

  it('bootstrap weights repeat with their seed, stay non-negative and keep the expected total', () => {
    const design = { ...clusters([4, 6]), weights: new Float64Array(10).fill(5) };
    const options = { replicates: 200, seed: 11, populations: [20, 30] };
    const [once, again] = [raoWuBootstrap(design, options), raoWuBootstrap(design, options)];
    for (let r = 0; r < once.count; r++) {
      expect(once.weightsOf(r)).toEqual(again.weightsOf(r));
      expect(once.weightsOf(r).every((w) => w >= 0)).toBe(true);
      near(
        once.weightsOf(r).reduce((a, b) => a + b),
        50,
        1e-12,
      );
    }
    expect(once.weightsOf(1)).not.toEqual(once.weightsOf(2));
  });

  it('500 replicates of a ratio come within a tenth of its linearized error', () => {
    const sizes = Array.from({ length: 40 }, (_, h) => 5 + (h % 7));
    const starts = Uint32Array.from([0, ...sizes]).map((_, k) =>
      sizes.slice(0, k).reduce((a, b) => a + b, 0),
    );
    const { stratumOf, clusterOf } = clusters(sizes);
    const x = Uint8Array.from(stratumOf, (h, i) => 1 + ((h * 7 + i * 5) % 5));
    const y = x.map((value, i) => Math.min(value, (i * 11) % 6));
    const N = sizes.map((n) => 4 * n);
    const boot = bootstrapRatios(
      { starts, populations: N, x, y },
      sizes.map(() => 0),
      1,
      500,
      3,
    );
    const weighted = weightSample(
      stratumOf.map((h) => ({ stratum: `F${h}`, population: N[h]!, disposition: 'respondent' })),
      (code) => code,
    );
    const variable = { x: Float64Array.from(x), y: Float64Array.from(y) };
    const linear = linearizeRatio(unitDesign(weighted), variable, clusterOf);
    near(boot.values[0]!, linear.value!, 1e-12);
    expect(Math.sqrt(boot.variances[0]! / linear.variance)).toBeGreaterThan(0.9);
    expect(Math.sqrt(boot.variances[0]! / linear.variance)).toBeLessThan(1.1);
  });

  it('a stratum with one cluster is refused by every method', () => {
    const design = { ...clusters([2, 1]), weights: new Float64Array(3).fill(1) };
    expect(() => jackknife(design)).toThrow(refusal('LonelyCluster'));
    expect(() => balancedRepeatedReplication(design)).toThrow(refusal('LonelyCluster'));
    expect(() => raoWuBootstrap(design, { replicates: 2, seed: 1 })).toThrow(
      refusal('LonelyCluster'),
    );
    expect(() => replicateVariance([1, Number.NaN], [1, 1])).toThrow(refusal('EmptyReplicate'));
  });
});
