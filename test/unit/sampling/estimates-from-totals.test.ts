// Outside truth: R survey 4.1.1 on the synthetic province (reference/synthetic/estimates): values,
// standard errors, degrees of freedom and three intervals of 128 domains, tolerance 1e-9; the rows
// without a variance carry the exact binomial interval. Collapse rule C1 as its meta states it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Estimate } from '#sampling/estimation/estimate.ts';
import type { StratumTotals } from '#sampling/estimation/ratio.ts';
import { estimateRatioFromTotals } from '#sampling/estimation/ratio.ts';
import type { RatioKind } from '#sampling/estimation/ratio-estimate.ts';
import type { Row } from './synthetic-province.ts';
import {
  communeOf,
  foldTotals,
  itemIndex,
  referenceJson,
  referenceRows,
  satisfied,
  score,
} from './synthetic-province.ts';

type Expected = Readonly<Record<string, number | null>> & Readonly<{ domain: string }>;
type Table = 'province' | 'by_commune' | 'by_field' | 'by_channel' | 'by_field_channel';

const sample = referenceRows('synthetic/sample.csv');
const expected = referenceJson<Record<Table, Expected[]>>('synthetic/estimates.expected.json');

const belongs: Record<Table, (domain: string) => (row: Row) => boolean> = {
  province: () => () => true,
  by_commune: (domain) => (row) => row.commune === domain,
  by_field: (domain) => (row) => row.field === domain,
  by_channel: (domain) => (row) => row.channel === domain,
  by_field_channel: (domain) => (row) => `${row.field}|${row.channel}` === domain,
};

const share = (interval: 'wilson' | 'korn-graubard' | 'logit'): RatioKind => ({
  kind: 'proportion',
  interval,
});

const estimate = (strata: readonly StratumTotals[], shape: RatioKind): Estimate =>
  estimateRatioFromTotals({ strata, collapseWithin: communeOf, shape });

const near = (got: number | null | undefined, want: number | null, label: string) => {
  if (want === null) return;
  expect(got, label).not.toBeNull();
  expect(Math.abs(got! - want), label).toBeLessThanOrEqual(1e-9 + 1e-9 * Math.abs(want));
};

function expectBounds(got: Estimate, lower: number | null, upper: number | null, label: string) {
  near(got.interval?.lower ?? null, lower, `${label} lower`);
  near(got.interval?.upper ?? null, upper, `${label} upper`);
}

describe.each(Object.keys(belongs) as Table[])('%s of the synthetic province', (table) => {
  it('the share satisfied, its error, df, Kish effect and intervals are those of R survey', () => {
    for (const row of expected[table]) {
      const inDomain = belongs[table](row.domain);
      const strata = foldTotals(sample, satisfied, inDomain);
      const wilson = estimate(strata, share('wilson'));
      near(wilson.value, row.sat!, row.domain);
      near(wilson.se, row.sat_se!, row.domain);
      near(wilson.kishDeff, row.kish_deff!, row.domain);
      expect([wilson.df, wilson.nRespondents]).toEqual([row.df, row.n_respondents]);
      expectBounds(wilson, row.wilson_l!, row.wilson_u!, `${row.domain} wilson`);
      const kornGraubard = estimate(strata, share('korn-graubard'));
      expectBounds(kornGraubard, row.kg_l!, row.kg_u!, `${row.domain} korn-graubard`);
      const logit = estimate(strata, share('logit'));
      expectBounds(logit, row.xlogit_l!, row.xlogit_u!, `${row.domain} logit`);
      if (row.degenerate_cp_l !== null && row.df! > 0)
        expectBounds(kornGraubard, row.degenerate_cp_l!, row.degenerate_cp_u!, row.domain);
    }
  });

  it('the mean score and the pooled item index are those of R survey', () => {
    for (const row of expected[table]) {
      const inDomain = belongs[table](row.domain);
      const mean = estimate(foldTotals(sample, score, inDomain), { kind: 'mean', scale: [0, 100] });
      near(mean.value, row.score!, row.domain);
      near(mean.se, row.score_se!, row.domain);
      const index = estimate(foldTotals(sample, itemIndex, inDomain), share('wilson'));
      near(index.value, row.index_items!, row.domain);
      near(index.se, row.index_items_se!, row.domain);
    }
  });
});

describe('what cannot be said is not said', () => {
  const stratum = (code: string, counts: Partial<StratumTotals>): StratumTotals => ({
    code,
    population: 40,
    released: 5,
    respondents: 0,
    ineligible: 0,
    answered: 0,
    x: 0,
    y: 0,
    xx: 0,
    xy: 0,
    yy: 0,
    ...counts,
  });
  const answers = (n: number, y: number) => ({
    respondents: n,
    answered: n,
    x: n,
    y,
    xx: n,
    xy: y,
    yy: y,
  });
  const estimateOf = (...strata: StratumTotals[]) =>
    estimateRatioFromTotals({ strata, collapseWithin: communeOf });

  it('nobody answered: no value, no error, no interval', () => {
    expect(estimateOf(stratum('C1.F1', {}))).toMatchObject({
      value: null,
      se: null,
      interval: null,
    });
  });

  it('a unit with one respondent has a value and no standard error', () => {
    const alone = estimateOf(stratum('C1.F1', answers(1, 1)), stratum('C1.F2', {}));
    expect(alone).toMatchObject({ value: 1, se: null, interval: null, df: 0 });
    expect(alone.warnings.map(({ code }) => code)).toContain('no-variance');
  });

  it('two strata with one respondent each are pooled and then have a variance', () => {
    const pooled = estimateOf(stratum('C1.F1', answers(1, 1)), stratum('C1.F2', answers(1, 0)));
    expect(pooled.se).toBeCloseTo(Math.sqrt(0.25 * (1 - 2 / 80)), 12);
    expect(pooled.warnings).toMatchObject([
      { code: 'collapsed-strata', strata: ['C1.F1', 'C1.F2'] },
    ]);
  });

  it('a lonely unit inside the province still adds to the variance', () => {
    const others = [stratum('C2.F1', answers(5, 4)), stratum('C3.F1', answers(5, 5))];
    const province = estimateOf(stratum('C1.F1', answers(1, 0)), ...others);
    const silent = estimateOf(
      stratum('C1.F1', { population: 1, released: 1, ...answers(1, 0) }),
      ...others,
    );
    expect(province.se!).toBeGreaterThan(silent.se!);
    expect(province.warnings.map(({ code }) => code)).toContain('uncollapsed-stratum');
  });

  it('counts that contradict each other are refused by name', () => {
    const refusal = expect.objectContaining({ name: 'InvalidStratum' });
    expect(() => estimateOf(stratum('a', { released: 50 }))).toThrow(refusal);
    expect(() => estimateOf(stratum('a', {}), stratum('a', {}))).toThrow(refusal);
    expect(() => estimateOf(stratum('a', { respondents: 6 }))).toThrow(refusal);
    expect(() => estimateOf(stratum('a', { y: Number.NaN }))).toThrow(
      expect.objectContaining({ name: 'InvalidTotals' }),
    );
  });

  it('no sums, however odd, give NaN', () => {
    const count = fc.integer({ min: 0, max: 4 });
    fc.assert(
      fc.property(fc.array(fc.tuple(count, count, count), { maxLength: 6 }), (given) => {
        const strata = given.map(([n, high, missing], h) =>
          stratum(`C${h % 2}.F${h}`, {
            ineligible: Math.min(missing, 5 - n),
            ...answers(n, Math.min(n, high)),
          }),
        );
        const { value, se, df, nEffective, deff, kishDeff, interval } = estimateOf(...strata);
        for (const figure of [value, se, df, nEffective, deff, kishDeff, interval?.lower])
          expect(figure).not.toBeNaN();
        if (interval) {
          expect(interval.lower).toBeLessThanOrEqual(value!);
          expect(interval.upper).toBeGreaterThanOrEqual(value!);
        }
      }),
    );
  });
});
