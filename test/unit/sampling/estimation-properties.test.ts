// Outside truth: the invariants of stratified estimation (sampling.md §6.6): census, scale,
// additivity, merging; and unbiasedness checked over every sample of a population of six.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RatioSums } from '#sampling/estimation/cell-sums.ts';
import { NO_ANSWERS } from '#sampling/estimation/cell-sums.ts';
import { contrast } from '#sampling/estimation/contrast.ts';
import type { UnitDesign } from '#sampling/estimation/linearization.ts';
import {
  combineScores,
  linearizeRatio,
  linearizeTotal,
  scoreCovariance,
  scoreVariance,
} from '#sampling/estimation/linearization.ts';
import type { StratumTotals } from '#sampling/estimation/ratio.ts';
import { estimateRatioFromTotals } from '#sampling/estimation/ratio.ts';
import { ratioCovariance, ratioDifference } from '#sampling/estimation/ratio-covariance.ts';
import { accumulate, merge } from '#sampling/estimation/sufficient-statistics.ts';
import { unitDesign } from '#sampling/estimation/unit-design.ts';
import { sampleDesign } from '#sampling/weighting/sample-design.ts';
import { weightSample } from '#sampling/weighting/weight-sample.ts';

/** A respondent of a small sample: stratum, domain, valid answers, answers of 4 or 5. */
type Respondent = Readonly<{ stratum: number; domain: number; x: number; y: number }>;

const respondent = fc
  .tuple(
    fc.nat(3),
    fc.nat(2),
    fc.integer({ min: 1, max: 5 }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  )
  .map(
    ([stratum, domain, x, share]): Respondent => ({
      stratum,
      domain,
      x,
      y: Math.round(share * x),
    }),
  );
const sample = fc.array(respondent, { minLength: 4, maxLength: 40 });
const extra = fc.array(fc.nat(30), { minLength: 4, maxLength: 4 });

const agencyOf = () => 'ward';

/** The sample under a design where stratum h has `more[h]` frame units beyond its sample. */
function designOf(units: readonly Respondent[], more: readonly number[]) {
  const sizes = [0, 1, 2, 3].map((h) => units.filter(({ stratum }) => stratum === h).length);
  const weighted = weightSample(
    units.map(({ stratum }) => ({
      stratum: `F${stratum}`,
      population: sizes[stratum]! + more[stratum]!,
      disposition: 'respondent' as const,
    })),
    agencyOf,
  );
  return { weighted, design: unitDesign(weighted) };
}

const columns = (units: readonly Respondent[]) => ({
  x: Float64Array.from(units, ({ x }) => x),
  y: Float64Array.from(units, ({ y }) => y),
});
const positions = (
  units: readonly Respondent[],
  fits: (respondent: Respondent) => boolean = () => true,
) => units.flatMap((unit, i) => (fits(unit) ? [i] : []));

const near = (got: number, want: number, tolerance = 1e-10) =>
  expect(Math.abs(got - want)).toBeLessThanOrEqual(tolerance * (1 + Math.abs(want)));

describe('every sample', () => {
  it('of everybody gives the population’s ratio with no error', () => {
    fc.assert(
      fc.property(sample, (units) => {
        const { design } = designOf(units, [0, 0, 0, 0]);
        const { value, variance } = linearizeRatio(design, columns(units), positions(units));
        const sum = (part: (respondent: Respondent) => number) =>
          units.reduce((all, respondent) => all + part(respondent), 0);
        near(value!, sum(({ y }) => y) / sum(({ x }) => x), 1e-14);
        expect(variance).toBe(0);
      }),
    );
  });

  it('of one opinion has a mean without error', () => {
    fc.assert(
      fc.property(sample, extra, fc.integer({ min: 1, max: 5 }), (units, more, answer) => {
        const { design } = designOf(units, more);
        const x = new Float64Array(units.length).fill(1);
        const mean = linearizeRatio(design, { x, y: x.map(() => answer) }, positions(units));
        near(mean.value!, answer, 1e-14);
        expect(mean.variance).toBe(0);
      }),
    );
  });

  it('has totals that are linear, and domain totals that add up with their covariances', () => {
    fc.assert(
      fc.property(sample, extra, fc.integer({ min: -3, max: 3 }), (units, more, factor) => {
        const { design } = designOf(units, more);
        const { x, y } = columns(units);
        const all = positions(units);
        const combined = linearizeTotal(
          design,
          x.map((value, i) => value + factor * y[i]!),
          all,
        );
        near(
          combined.value,
          linearizeTotal(design, x, all).value + factor * linearizeTotal(design, y, all).value,
        );
        const domains = [0, 1, 2].map((d) =>
          linearizeTotal(
            design,
            y,
            positions(units, ({ domain }) => domain === d),
          ),
        );
        const total = linearizeTotal(design, y, all);
        near(
          domains.reduce((sum, { value }) => sum + value, 0),
          total.value,
        );
        let variance = 0;
        for (const a of domains)
          for (const b of domains) variance += scoreCovariance(design, a.scores, b.scores);
        near(variance, total.variance, 1e-9);
        expect(total.variance).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('has ratios that no scale of the weights changes', () => {
    fc.assert(
      fc.property(
        sample,
        extra,
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        (units, more, scale) => {
          const { design } = designOf(units, more);
          const scaled: UnitDesign = { ...design, weights: design.weights.map((w) => w * scale) };
          const [first, two] = [design, scaled].map((variant) =>
            linearizeRatio(variant, columns(units), positions(units)),
          );
          near(two!.value!, first!.value!, 1e-12);
          near(two!.variance, first!.variance, 1e-9);
        },
      ),
    );
  });

  it('gives the same from its units and from its stratum totals', () => {
    fc.assert(
      fc.property(sample, extra, (units, more) => {
        const { weighted, design } = designOf(units, more);
        const unit = linearizeRatio(design, columns(units), positions(units));
        const strata = weighted.design.strata.map((stratum) => ({
          ...stratum,
          ...sumsOf(units.filter((unit) => `F${unit.stratum}` === stratum.code)),
        }));
        const total = estimateRatioFromTotals({ strata, collapseWithin: agencyOf });
        near(total.value!, unit.value!, 1e-12);
        near(total.se ?? 0, Math.sqrt(unit.variance), 1e-7);
      }),
    );
  });
});

function sumsOf(units: readonly Respondent[]): RatioSums {
  return units.reduce<RatioSums>(
    (sum, { x, y }) => ({
      answered: sum.answered + 1,
      x: sum.x + x,
      y: sum.y + y,
      xx: sum.xx + x * x,
      xy: sum.xy + x * y,
      yy: sum.yy + y * y,
    }),
    NO_ANSWERS,
  );
}

describe('covariances from sums', () => {
  it('of two domains equal those from the units', () => {
    fc.assert(
      fc.property(sample, extra, (units, more) => {
        const { weighted, design } = designOf(units, more);
        const part = (d: number) => {
          const members = positions(units, ({ domain }) => domain === d);
          const sums = weighted.design.strata.map(({ code }) =>
            sumsOf(units.filter((unit) => `F${unit.stratum}` === code && unit.domain === d)),
          );
          return { sums, linear: linearizeRatio(design, columns(units), members) };
        };
        const [a, b] = [part(0), part(1)];
        fc.pre(a.linear.respondents > 0 && b.linear.respondents > 0);
        const fromSums = ratioCovariance(weighted.design, { first: a.sums, second: b.sums });
        near(fromSums, scoreCovariance(design, a.linear.scores, b.linear.scores), 1e-9);
      }),
    );
  });

  it('of two questions need the cross sums, and then a question differs from itself by nothing', () => {
    const stratum = (code: string, y: number): StratumTotals => ({
      code,
      population: 50,
      released: 10,
      respondents: 10,
      ineligible: 0,
      answered: 10,
      x: 10,
      y,
      xx: 10,
      xy: y,
      yy: y,
    });
    const strata = [stratum('a', 7), stratum('b', 4)];
    const cross = strata.map(({ xx, xy, yy }) => ({ xx, xy, yx: xy, yy }));
    const design = sampleDesign(strata, agencyOf);
    const pair = { first: strata, second: strata };
    const same = ratioDifference(design, { ...pair, cross });
    expect(same.value).toBe(0);
    expect(same.se).toBeLessThan(1e-9);
    expect(ratioDifference(design, pair).se!).toBeGreaterThan(0.1);
  });

  it('contrast, combined scores and covariance matrix say the same', () => {
    fc.assert(
      fc.property(sample, extra, (units, more) => {
        const { design } = designOf(units, more);
        const domainRatio = (d: number) =>
          linearizeRatio(
            design,
            columns(units),
            positions(units, ({ domain }) => domain === d),
          );
        const [a, b] = [domainRatio(0), domainRatio(1)];
        fc.pre(a.respondents > 1 && b.respondents > 1);
        const difference = contrast(design, [
          [1, a],
          [-1, b],
        ]);
        const combined = combineScores([
          [1, a.scores],
          [-1, b.scores],
        ]);
        const matrix = a.variance + b.variance - 2 * scoreCovariance(design, a.scores, b.scores);
        near(scoreVariance(design, combined), Math.max(0, matrix), 1e-9);
        if (difference.se !== null) near(difference.se ** 2, Math.max(0, matrix), 1e-9);
      }),
    );
  });
});

describe('sufficient statistics', () => {
  const batch = fc.array(fc.tuple(fc.nat(6), fc.nat(39), fc.nat(39)), { maxLength: 60 });
  type Batch = readonly (readonly [number, number, number])[];
  const statistics = (rows: Batch, make: (values: number[]) => Uint8Array | Float64Array) =>
    accumulate(
      Uint16Array.from(rows, ([cell]) => cell),
      7,
      make(rows.map(([, x]) => x)),
      make(rows.map(([, x, y]) => Math.min(x, y))),
    );
  const bytes = (values: number[]) => Uint8Array.from(values);

  it('merge to the same bits in either order and as one pass', () => {
    fc.assert(
      fc.property(batch, batch, (first, second) => {
        const [a, b] = [statistics(first, bytes), statistics(second, bytes)];
        const all = statistics([...first, ...second], bytes);
        expect(merge(a, b)).toEqual(all);
        expect(merge(b, a)).toEqual(all);
      }),
    );
  });

  it('are the same from bytes and from doubles', () => {
    fc.assert(
      fc.property(batch, (rows) => {
        const doubles = (values: number[]) => Float64Array.from(values);
        expect(statistics(rows, bytes)).toEqual(statistics(rows, doubles));
      }),
    );
  });

  it('stay exact where packed sums would not fit', () => {
    const n = 80_000;
    const rows = Array.from({ length: n }, () => [0, 39, 39] as const);
    expect([...statistics(rows, bytes).sums.slice(0, 6)]).toEqual([
      n,
      39 * n,
      39 * n,
      1521 * n,
      1521 * n,
      1521 * n,
    ]);
  });

  it('refuse a respondent of no known cell', () => {
    const byte = Uint8Array.of(1);
    expect(() => accumulate(Uint8Array.of(7), 7, byte, byte)).toThrow(
      expect.objectContaining({ name: 'CellOutOfRange' }),
    );
  });
});

describe('over every sample of two from three, in two strata', () => {
  const population = [
    [2, 3, 7],
    [1, 4, 10],
  ] as const;
  const pairs = [
    [0, 1],
    [0, 2],
    [1, 2],
  ] as const;
  const truth = population.flat().reduce((sum, y) => sum + y, 0);

  const samples = pairs.flatMap((first) => pairs.map((second) => [first, second] as const));
  const estimates = samples.map((chosen) => {
    const y = chosen.flatMap((pair, h) => pair.map((k) => population[h]![k]!));
    const weighted = weightSample(
      [0, 0, 1, 1].map((h) => ({ stratum: `F${h}`, population: 3, disposition: 'respondent' })),
      agencyOf,
    );
    return linearizeTotal(unitDesign(weighted), Float64Array.from(y), [0, 1, 2, 3]);
  });
  const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;

  it('the mean of the estimated totals is the total', () => {
    near(mean(estimates.map(({ value }) => value)), truth, 1e-13);
  });

  it('the mean of the estimated variances is the variance of the estimates', () => {
    const spread = mean(estimates.map(({ value }) => (value - truth) ** 2));
    near(mean(estimates.map(({ variance }) => variance)), spread, 1e-13);
  });
});
