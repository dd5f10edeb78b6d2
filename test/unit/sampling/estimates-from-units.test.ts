// Outside truth: R survey 4.1.1 on the synthetic province (reference/synthetic/estimates): estimated
// sizes of domains with their errors, and the covariance matrix of the eight fields, 1e-9; the
// national figures of SIPAS 2024 (policy 83.84, service 84.09, total 83.94) for averaging criteria.
import { describe, expect, it } from 'vitest';
import { readCsv } from '#sampling/commands/csv.ts';
import { estimateRatioFromUnits, estimateTotalFromUnits } from '#sampling/estimation/from-units.ts';
import { linearizeRatio, scoreCovariance } from '#sampling/estimation/linearization.ts';
import { estimateRatioFromTotals } from '#sampling/estimation/ratio.ts';
import { ratioCovariance } from '#sampling/estimation/ratio-covariance.ts';
import { unitDesign } from '#sampling/estimation/unit-design.ts';
import type { IndexNode } from '#sampling/satisfaction-index/index-tree.ts';
import { criteriaOf } from '#sampling/satisfaction-index/index-tree.ts';
import { nodeGradient } from '#sampling/satisfaction-index/node-gradient.ts';
import type { Disposition } from '#sampling/weighting/disposition.ts';
import { weightSample } from '#sampling/weighting/weight-sample.ts';
import {
  communeOf,
  foldTotals,
  referenceJson,
  referenceRows,
  satisfied,
  stratumOf,
} from './synthetic-province.ts';

type Expected = Readonly<{ domain: string; N_hat: number; N_hat_se: number }>;
const expected = referenceJson<
  Record<'province' | 'by_commune' | 'by_channel', Expected[]> & { field_cov: number[][] }
>('synthetic/estimates.expected.json');

const sample = referenceRows('synthetic/sample.csv');
const weighted = weightSample(
  sample.map((row) => ({
    stratum: stratumOf(row),
    population: Number(row.N_h),
    disposition: row.status as Disposition,
  })),
  communeOf,
);
const design = unitDesign(weighted);
const respondents = sample.flatMap((row, i) => (row.status === 'respondent' ? [i] : []));
const unity = new Float64Array(sample.length).fill(1);
const high = Float64Array.from(sample, ({ overall }) => Number(Number(overall) >= 4));
const FIELDS = ['F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8'];

const near = (got: number, want: number, label = '') =>
  expect(Math.abs(got - want), label).toBeLessThanOrEqual(1e-9 + 1e-9 * Math.abs(want));

describe('from the units of the sample', () => {
  it('the estimated number of eligible persons has the error R survey gives it', () => {
    for (const { domain, N_hat, N_hat_se } of [
      ...expected.province,
      ...expected.by_commune,
      ...expected.by_channel,
    ]) {
      const members = respondents.filter((i) =>
        ['ALL', sample[i]!.commune, sample[i]!.channel].includes(domain),
      );
      const total = estimateTotalFromUnits(design, unity, members);
      near(total.value, N_hat, domain);
      near(total.se, N_hat_se, domain);
      expect(total.interval?.lower ?? total.value).toBeLessThanOrEqual(total.value);
    }
  });

  it('a commune’s share is the one from its stratum totals', () => {
    const strata = foldTotals(sample, satisfied, (row) => row.commune === 'C008');
    const members = respondents.filter((i) => sample[i]!.commune === 'C008');
    const totals = estimateRatioFromTotals({ strata, collapseWithin: communeOf });
    const units = estimateRatioFromUnits(design, { x: unity, y: high }, members);
    near(units.value!, totals.value!);
    near(units.se!, totals.se!);
    near(units.interval!.lower, totals.interval!.lower);
    near(units.deff!, totals.deff!);
  });

  it('the fields covary as in R survey, from scores and from stratum totals', () => {
    const scores = FIELDS.map((field) => {
      const members = respondents.filter((i) => sample[i]!.field === field);
      return linearizeRatio(design, { x: unity, y: high }, members).scores;
    });
    const sums = FIELDS.map((field) => foldTotals(sample, satisfied, (row) => row.field === field));
    expected.field_cov.forEach((row, a) => {
      row.forEach((covariance, b) => {
        near(scoreCovariance(design, scores[a]!, scores[b]!), covariance, `${a} ${b}`);
        if (a === b) return;
        const pair = { first: sums[a]!, second: sums[b]! };
        near(ratioCovariance(weighted.design, pair), covariance, `${a} ${b}`);
      });
    });
  });
});

describe('the national index of 2024', () => {
  const part = (code: string, criteria: number): IndexNode => ({
    code,
    children: Array.from({ length: criteria }, (_, c) => ({ code: `${code}-${c}` })),
  });
  const tree: IndexNode = { code: 'total', children: [part('policy', 23), part('service', 16)] };
  const criteria = criteriaOf(tree);
  const shares = criteria.map((code) => (code.startsWith('policy') ? 0.8384 : 0.8409));
  const total = (
    method: 'pooled' | 'mean-of-criteria' | 'weighted',
    given: (code: string) => number,
  ) => {
    const x = Float64Array.from(criteria, given);
    const y = x.map((answers, c) => answers * shares[c]!);
    return 100 * nodeGradient(tree, method, { criteria, x, y }).value!;
  };

  it('is the mean of 39 criteria, not of two parts', () => {
    expect(total('mean-of-criteria', () => 1).toFixed(2)).toBe('83.94');
    expect(total('pooled', () => 1).toFixed(2)).toBe('83.94');
    expect(total('weighted', () => 1)).toBeCloseTo(83.965, 10);
  });

  it('pooling gives less to criteria that fewer people could answer', () => {
    const fewer = total('pooled', (code) => (code.startsWith('service') ? 0.5 : 1));
    expect(fewer).toBeLessThan(total('pooled', () => 1));
    expect(fewer).toBeGreaterThan(83.84);
  });
});

describe('CSV as spreadsheets write it', () => {
  it('reads quotes, commas, line ends and a missing last line end', () => {
    const { rows, columns } = readCsv('id,"a, b"\r\n1,"say ""yes""\nplease"\r\n2,');
    expect(rows).toBe(2);
    expect(columns.get('id')).toEqual(['1', '2']);
    expect(columns.get('a, b')).toEqual(['say "yes"\nplease', '']);
    expect(readCsv('id\n')).toMatchObject({ rows: 0 });
  });

  it.each(['a,b\n1\n', 'a,a\n1,2\n', 'a\n"1\n', 'a\n"1"2\n'])('refuses %j', (text) => {
    expect(() => readCsv(text)).toThrow(expect.objectContaining({ name: 'BadCsv' }));
  });
});
