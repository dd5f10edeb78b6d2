// Outside truth: what weights owe the frame (sampling.md §6.5); AAPOR Standard Definitions
// (10th ed. 2023) for response rates; the closed form of linear calibration and of raking's limit.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearizeTotal } from '#sampling/estimation/linearization.ts';
import { calibratedDesign, unitDesign } from '#sampling/estimation/unit-design.ts';
import type { Auxiliary } from '#sampling/weighting/calibrate.ts';
import { calibrate } from '#sampling/weighting/calibrate.ts';
import { collapseStrata } from '#sampling/weighting/collapse-strata.ts';
import type { Disposition } from '#sampling/weighting/disposition.ts';
import { dispositionOf } from '#sampling/weighting/disposition.ts';
import { cellPropensities, rIndicator } from '#sampling/weighting/r-indicator.ts';
import type { Margin } from '#sampling/weighting/rake.ts';
import { marginColumns, postStratify, rake } from '#sampling/weighting/rake.ts';
import { responseRates } from '#sampling/weighting/response-rates.ts';
import { kishDesignEffect, trimWeights } from '#sampling/weighting/trim.ts';
import { weightSample } from '#sampling/weighting/weight-sample.ts';

const sum = (values: Iterable<number>) => [...values].reduce((a, b) => a + b, 0);
const near = (got: number, want: number, tolerance = 1e-9) =>
  expect(Math.abs(got - want)).toBeLessThanOrEqual(tolerance * (1 + Math.abs(want)));
const refusal = (name: string) => expect.objectContaining({ name });

const DISPOSITIONS = ['respondent', 'nonrespondent', 'ineligible', 'unknownEligibility'] as const;
const disposition = fc.constantFrom<Disposition>(...DISPOSITIONS);
const stratum = fc.record({
  units: fc.array(disposition, { minLength: 1, maxLength: 12 }),
  unsampled: fc.nat(60),
});
const wards = fc.array(fc.array(stratum, { minLength: 1, maxLength: 6 }), {
  minLength: 1,
  maxLength: 4,
});
type Wards = readonly (readonly { units: Disposition[]; unsampled: number }[])[];

const wardOf = (code: string) => code.split('.')[0]!;
const sampleOf = (given: Wards) =>
  given.flatMap((strata, w) =>
    strata.flatMap(({ units, unsampled }, f) =>
      units.map((unit) => ({
        stratum: `W${w}.F${f}`,
        population: units.length + unsampled,
        disposition: unit,
      })),
    ),
  );

describe('base weights and response cells', () => {
  it('base weights of a stratum add up to its frame units', () => {
    fc.assert(
      fc.property(wards, (given) => {
        const units = sampleOf(given);
        const { base } = weightSample(units, wardOf);
        const strata = Map.groupBy(units.keys(), (i) => units[i]!.stratum);
        for (const members of strata.values())
          near(sum(members.map((i) => base[i]!)), units[members[0]!]!.population);
      }),
    );
  });

  it('adjusted weights of known units add up to the frame wherever anybody is known', () => {
    fc.assert(
      fc.property(wards, (given) => {
        const units = sampleOf(given);
        const { design, weights, groupOf } = weightSample(units, wardOf);
        design.groups.forEach(({ population, known }, g) => {
          const members = units
            .keys()
            .filter((i) => groupOf[i] === g)
            .toArray();
          near(sum(members.map((i) => weights[i]!)), known > 0 ? population : 0);
        });
        for (const [i, { disposition: status }] of units.entries()) {
          expect(Number.isFinite(weights[i]!)).toBe(true);
          if (status === 'nonrespondent' || status === 'unknownEligibility')
            expect(weights[i]).toBe(0);
          else expect(weights[i]).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('an ineligible unit stands for its own kind only: as much as a respondent of its stratum', () => {
    fc.assert(
      fc.property(wards, (given) => {
        const units = sampleOf(given);
        const { weights } = weightSample(units, wardOf);
        const strata = Map.groupBy(units.keys(), (i) => units[i]!.stratum);
        for (const members of strata.values()) {
          const known = members.map((i) => weights[i]!).filter((w) => w > 0);
          for (const w of known) near(w, known[0]!, 1e-12);
        }
      }),
    );
  });

  it('a lone unit outside any stratum’s population is refused', () => {
    const units = [
      { stratum: 'a', population: 5, disposition: 'respondent' as const },
      { stratum: 'a', population: 6, disposition: 'respondent' as const },
    ];
    expect(() => weightSample(units, wardOf)).toThrow(refusal('InvalidStratum'));
  });
});

describe('collapse rule C1', () => {
  const cellsOf = (...strata: [code: string, population: number, known: number][]) =>
    collapseStrata(
      strata.map(([code, population, known]) => ({ code, population, known })),
      wardOf,
    ).groups.map(({ code, population, known }) => [code, population, known]);

  it('leaves strata with two known units, and full counts of one, as they are', () => {
    expect(cellsOf(['W.F1', 9, 2], ['W.F2', 1, 1])).toEqual([
      ['W.F2', 1, 1],
      ['W.F1', 9, 2],
    ]);
  });

  it('pools lonely strata of a ward, and only of that ward', () => {
    expect(cellsOf(['V.F1', 9, 1], ['W.F1', 9, 1], ['W.F2', 7, 0], ['W.F3', 5, 1])).toEqual([
      ['V.F1', 9, 1],
      ['W.P', 21, 2],
    ]);
  });

  it('lets the smallest estimable stratum join, the lower code first among equals', () => {
    expect(cellsOf(['W.F1', 9, 1], ['W.F2', 9, 3], ['W.F3', 9, 2], ['W.F4', 9, 2])).toEqual([
      ['W.F4', 9, 2],
      ['W.F2', 9, 3],
      ['W.P', 18, 3],
    ]);
  });

  it('does not depend on the order of the strata', () => {
    const codes = fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { minLength: 1 });
    const known = fc.array(fc.nat(3), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(codes, known, (order, counts) => {
        const strata = order.map((k): [string, number, number] => [`W.F${k}`, 10, counts[k - 1]!]);
        const sorted = (groups: unknown[][]) => groups.map((group) => group.join(' ')).sort();
        expect(sorted(cellsOf(...strata))).toEqual(sorted(cellsOf(...strata.toReversed())));
      }),
    );
  });
});

/** Two margins over units whose weights are the population's, moved a little. */
const margins = fc
  .tuple(
    fc.array(fc.tuple(fc.nat(2), fc.nat(1), fc.double({ min: 0.5, max: 9, noNaN: true })), {
      minLength: 12,
      maxLength: 40,
    }),
    fc.array(fc.double({ min: 0.8, max: 1.25, noNaN: true }), { minLength: 40, maxLength: 40 }),
  )
  .map(([drawn, moves]) => {
    const corners = [0, 1, 2].flatMap((a) =>
      [0, 1].map((b): [number, number, number] => [a, b, 2]),
    );
    const units = [...corners, ...drawn];
    const weights = Float64Array.from(units, ([, , w]) => w);
    const truth = weights.map((w, i) => w * moves[i % moves.length]!);
    const margin = (name: string, k: 0 | 1, size: number): Margin => ({
      name,
      categories: Array.from({ length: size }, (_, c) => `${c}`),
      categoryOf: Int32Array.from(units, (unit) => unit[k]),
      targets: Float64Array.from({ length: size }, (_, c) =>
        sum(truth.filter((_w, i) => units[i]![k] === c)),
      ),
    });
    return { weights, margins: [margin('channel', 0, 3), margin('gender', 1, 2)] };
  });

const auxiliaries = (given: readonly Margin[]): Auxiliary[] => {
  const columns = marginColumns(given);
  const totals = given.flatMap(({ targets }) => [...targets]);
  return columns.map((values, j) => ({ name: `${j}`, values, total: totals[j]! }));
};

describe('calibration', () => {
  it('raked and calibrated totals equal their margins to 1e-9, with positive weights', () => {
    fc.assert(
      fc.property(margins, ({ weights, margins: given }) => {
        const wanted = auxiliaries(given);
        for (const result of [
          rake(weights, given),
          calibrate(weights, wanted, { method: 'raking' }),
          calibrate(weights, wanted, { method: 'logit', bounds: [0.3, 4] }),
        ]) {
          for (const { values, total } of wanted)
            near(sum(values.map((value, i) => value * result.weights[i]!)), total);
          expect(result.weights.every((w) => w > 0 && Number.isFinite(w))).toBe(true);
        }
      }),
    );
  });

  it('raking by turns and calibration by Newton reach the same weights', () => {
    fc.assert(
      fc.property(margins, ({ weights, margins: given }) => {
        const turns = rake(weights, given).weights;
        const newton = calibrate(weights, auxiliaries(given), { method: 'raking' });
        turns.forEach((w, i) => {
          near(newton.weights[i]!, w, 1e-8);
        });
        expect(newton.dependent).toHaveLength(1);
      }),
    );
  });

  it('what weights are calibrated to is estimated without error, also with negative weights', () => {
    fc.assert(
      fc.property(
        margins,
        fc.double({ min: 0.2, max: 3, noNaN: true }),
        ({ weights, margins: given }, pull) => {
          const wanted = auxiliaries(given);
          const size = Float64Array.from(weights, (_, i) => i + 1);
          const far = {
            name: 'size',
            values: size,
            total: pull * sum(size.map((v, i) => v * weights[i]!)),
          };
          const design = unitDesign(
            weightSample(
              Array.from(weights, () => ({
                stratum: 'a',
                population: 500,
                disposition: 'respondent',
              })),
              wardOf,
            ),
          );
          const linear = calibrate(design.weights, [...wanted, far], { method: 'linear' });
          const columns = [...wanted, far].map(({ values }) => values);
          const calibrated = calibratedDesign(design, linear.weights, columns);
          const everybody = [...weights.keys()];
          for (const { values, total } of [...wanted, far]) {
            const estimate = linearizeTotal(calibrated, values, everybody);
            near(estimate.value, total, 1e-8);
            expect(Math.sqrt(estimate.variance)).toBeLessThan(1e-6 * (1 + Math.abs(total)));
          }
        },
      ),
    );
  });

  it('a linear calibration to one total is the ratio of totals, in one step', () => {
    const weights = Float64Array.of(2, 3, 5);
    const unity = new Float64Array(3).fill(1);
    const result = calibrate(weights, [{ name: 'N', values: unity, total: 20 }], {
      method: 'linear',
    });
    expect([...result.weights]).toEqual([4, 6, 10]);
    expect(result.iterations).toBe(1);
  });

  it('post-stratification meets its one margin exactly', () => {
    const margin = {
      name: 'gender',
      categories: ['F', 'M'],
      categoryOf: Uint8Array.of(0, 0, 1),
      targets: Float64Array.of(30, 12),
    };
    expect([...postStratify(Float64Array.of(1, 2, 3), margin)]).toEqual([10, 20, 12]);
  });

  it('what cannot be met is refused by name', () => {
    const margin = (targets: number[], name = 'field'): Margin => ({
      name,
      categories: targets.map((_, c) => `F${c}`),
      categoryOf: Uint8Array.of(0, 1),
      targets: Float64Array.from(targets),
    });
    const two = Float64Array.of(1, 1);
    expect(() => rake(two, [margin([1, 1, 5])])).toThrow(refusal('MarginWithoutSample'));
    expect(() => rake(two, [margin([1, 1]), margin([1, 2])])).toThrow(
      refusal('InconsistentMargins'),
    );
    expect(() => rake(two, [margin([1, 2]), margin([2, 1], 'channel')])).toThrow(
      refusal('NonconvergentCalibration'),
    );
    const far = [{ name: 'N', values: Float64Array.of(1, 1), total: 100 }];
    expect(() => calibrate(two, far, { method: 'logit', bounds: [0.5, 2] })).toThrow(
      refusal('NonconvergentCalibration'),
    );
    expect(() => calibrate(two, far, { method: 'logit', bounds: [1.5, 2] })).toThrow(
      refusal('InvalidBounds'),
    );
  });
});

describe('trimming', () => {
  it('keeps the total, never exceeds the cap, and lowers Kish’s effect', () => {
    const weights = fc.array(fc.double({ min: 0.5, max: 50, noNaN: true }), {
      minLength: 2,
      maxLength: 30,
    });
    fc.assert(
      fc.property(weights, fc.double({ min: 1, max: 4, noNaN: true }), (given, times) => {
        const before = Float64Array.from(given);
        const cap = (times * sum(before)) / before.length;
        const { weights: after } = trimWeights(before, cap);
        near(sum(after), sum(before), 1e-10);
        expect(Math.max(...after)).toBeLessThanOrEqual(cap);
        expect(after.every((w) => w > 0)).toBe(true);
        expect(kishDesignEffect(after)).toBeLessThanOrEqual(kishDesignEffect(before) + 1e-9);
      }),
    );
  });

  it('is refused below the mean weight', () => {
    expect(() => trimWeights(Float64Array.of(4, 6), 4.9)).toThrow(refusal('ImpossibleTrimming'));
  });
});

describe('response', () => {
  const counts = {
    complete: 60,
    partial: 5,
    refusal: 10,
    nonContact: 15,
    other: 2,
    unknownEligibility: 20,
    ineligible: 8,
  };

  it('RR1 to RR6 follow their definitions', () => {
    const rates = responseRates(counts, 0.5);
    near(rates.RR1!, 60 / 112, 1e-14);
    near(rates.RR2!, 65 / 112, 1e-14);
    near(rates.RR3!, 60 / 102, 1e-14);
    near(rates.RR4!, 65 / 102, 1e-14);
    near(rates.RR5!, 60 / 92, 1e-14);
    near(rates.RR6!, 65 / 92, 1e-14);
    near(responseRates(counts).eligibleShareOfUnknown, 92 / 100, 1e-14);
  });

  it('nobody to answer has no rate, and half a person is refused', () => {
    const none = Object.fromEntries(Object.keys(counts).map((name) => [name, 0]));
    expect(responseRates(none as typeof counts).RR1).toBeNull();
    expect(() => responseRates({ ...counts, complete: 0.5 })).toThrow(
      refusal('InvalidDispositions'),
    );
  });

  it('AAPOR codes fall into the four dispositions', () => {
    expect(['1.1', '1.2', '2.112', '3.21', '4.7'].map(dispositionOf)).toEqual([
      'respondent',
      'respondent',
      'nonrespondent',
      'unknownEligibility',
      'ineligible',
    ]);
    expect(() => dispositionOf('9.9')).toThrow(refusal('UnknownDisposition'));
  });

  it('the R-indicator is 1 for even response and falls with its spread', () => {
    const weights = [10, 10, 10, 10];
    expect(rIndicator([0.6, 0.6, 0.6, 0.6], weights).rIndicator).toBe(1);
    const uneven = rIndicator([0.2, 0.2, 1, 1], weights);
    near(uneven.rIndicator, 1 - 2 * Math.sqrt((40 * 0.16) / 39), 1e-12);
    near(uneven.maximalBias, Math.sqrt((40 * 0.16) / 39) / 0.6, 1e-12);
    const rates = cellPropensities([0, 0, 1, 1], 2, [1, 0, 1, 1], [1, 3, 2, 2]);
    expect([...rates]).toEqual([0.25, 0.25, 1, 1]);
  });
});
