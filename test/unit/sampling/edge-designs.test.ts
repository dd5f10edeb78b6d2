// Outside truth: R survey 4.1.1 on the edge cases (reference/edge): strata with one sampled unit of
// many, a census of one, constant answers; villages in communes with corrections at both stages,
// ultimate clusters, JKn jackknife. Tolerance 1e-9. Hand calculations of systematic variances and
// trimming (reference/misc), 1e-12.
import { describe, expect, it } from 'vitest';
import type { UnitDesign } from '#sampling/estimation/linearization.ts';
import { linearizeRatio, linearizeTotal } from '#sampling/estimation/linearization.ts';
import { unitDesign } from '#sampling/estimation/unit-design.ts';
import { degreesOfFreedom, varianceMultistage } from '#sampling/estimation/variance-multistage.ts';
import { varianceSystematic } from '#sampling/estimation/variance-systematic.ts';
import { jackknife } from '#sampling/replication/jackknife.ts';
import { replicateVariance } from '#sampling/replication/replicate-weights.ts';
import { kishDesignEffect, trimWeights } from '#sampling/weighting/trim.ts';
import { weightSample } from '#sampling/weighting/weight-sample.ts';
import { referenceJson, referenceRows } from './synthetic-province.ts';

type Line = Readonly<{ name: string; estimate: number; se: number; df: number }>;
type Results = Readonly<{ results: Record<string, Record<string, Line[]> & { degf: number }> }>;

const near = (got: number | null, want: number, label = '', tolerance = 1e-9) =>
  expect(Math.abs(got! - want), label).toBeLessThanOrEqual(tolerance * (1 + Math.abs(want)));

describe('strata with one unit', () => {
  const rows = referenceRows('edge/nasty_strata.csv');
  const { results } = referenceJson<Results>('edge/nasty_strata.expected.json');
  const unity = new Float64Array(rows.length).fill(1);
  const column = (name: string) => Float64Array.from(rows, (row) => Number(row[name]));
  const positions = [...rows.keys()];
  const inDomain = (dom: string) => positions.filter((i) => rows[i]!.dom === dom);
  const weighted = weightSample(
    rows.map((row) => ({
      stratum: row.stratum!,
      population: Number(row.N_h),
      disposition: 'respondent' as const,
    })),
    (code) => code,
  );
  const design = unitDesign(weighted);
  const lonely = design.groups.findIndex(({ code }) => code === 'C');
  /** The same design where the lonely stratum counts as if it had no variance. */
  const silent: UnitDesign = {
    ...design,
    factors: design.factors.map((factor, g) => (g === lonely ? 0 : factor)),
  };
  const meanOf = (variant: UnitDesign, y: string, domain: number[] = positions) =>
    linearizeRatio(variant, { x: unity, y: column(y) }, domain);

  it('a stratum that cannot be collapsed adds its square about the overall mean', () => {
    for (const { name, estimate, se } of results.adjust!.mean!) {
      const mean = meanOf(design, name);
      near(mean.value, estimate, name);
      near(Math.sqrt(mean.variance), se, name);
    }
    for (const { name, estimate, se, df } of results.adjust!.by_dom!) {
      const mean = meanOf(design, 's', inDomain(name));
      near(mean.value, estimate, name);
      near(Math.sqrt(mean.variance), se, name);
      expect(design.groupOf.length - design.groups.length).toBe(df);
    }
  });

  it('the other strata’s variances are those R gives when it leaves the lonely one out', () => {
    for (const { name, estimate, se } of results.remove!.total!) {
      const total = linearizeTotal(silent, column(name), positions);
      near(total.value, estimate, name);
      near(Math.sqrt(total.variance), se, name);
    }
    for (const { name, se } of results.certainty!.mean!)
      near(Math.sqrt(meanOf(silent, name).variance), se, name);
    for (const { name, estimate, se } of results.remove!.by_dom_y!) {
      const total = linearizeTotal(silent, column('y'), inDomain(name));
      near(total.value, estimate, name);
      near(Math.sqrt(total.variance), se, name);
    }
  });

  it('R’s "average" is that variance spread over all five strata', () => {
    for (const { name, se } of results.average!.total!)
      near(Math.sqrt((linearizeTotal(silent, column(name), positions).variance * 5) / 4), se, name);
  });
});

describe('villages in communes', () => {
  const rows = referenceRows('edge/two_stage.csv');
  const { results } = referenceJson<Results>('edge/two_stage.expected.json');
  const column = (name: string) => Float64Array.from(rows, (row) => Number(row[name]));
  const text = (name: string) => rows.map((row) => row[name]!);
  const [w, y, s] = [column('w'), column('y'), column('s')];
  const villages = { stratumOf: text('commune'), clusterOf: text('village') };
  const persons = {
    stratumOf: text('village'),
    clusterOf: text('unit'),
    population: column('N_i'),
  };
  const infinite = w.map(() => Infinity);
  const stages = {
    two_stage: [{ ...villages, population: column('M_h') }, persons],
    ultimate_cluster_fpc: [{ ...villages, population: column('M_h') }],
    ultimate_cluster_wr: [{ ...villages, population: infinite }],
  };
  const everybody = () => true;
  const ratioScores = (x: Float64Array, y: Float64Array, inside: (i: number) => boolean) => {
    const members = [...rows.keys()].filter(inside);
    const sum = (values: Float64Array) => members.reduce((all, i) => all + w[i]! * values[i]!, 0);
    const ratio = sum(y) / sum(x);
    const z = w.map((weight, i) => (inside(i) ? (weight * (y[i]! - ratio * x[i]!)) / sum(x) : 0));
    return { ratio, z };
  };
  const unity = w.map(() => 1);
  const variable = (name: string) => (name === 'y' ? y : s);

  it.each(Object.keys(stages) as (keyof typeof stages)[])('%s variances are those of R', (kind) => {
    const want = results[kind]!;
    expect(degreesOfFreedom(stages[kind][0]!)).toBe(want.degf);
    for (const { name, estimate, se } of want.mean!) {
      const { ratio, z } = ratioScores(unity, variable(name), everybody);
      near(ratio, estimate, name);
      near(Math.sqrt(varianceMultistage(z, stages[kind])), se, name);
    }
    for (const { name, se } of want.total!) {
      const z = w.map((weight, i) => weight * variable(name)[i]!);
      near(Math.sqrt(varianceMultistage(z, stages[kind])), se, name);
    }
    for (const [by, lines] of [
      ['commune', want.by_commune!],
      ['sex', want.by_sex!],
    ] as const)
      for (const { name, estimate, se } of lines) {
        const { ratio, z } = ratioScores(unity, y, (i) => rows[i]![by] === name);
        near(ratio, estimate, name);
        near(Math.sqrt(varianceMultistage(z, stages[kind])), se, name);
      }
    const { ratio, z } = ratioScores(w, s, everybody);
    near(ratio, want.ratio![0]!.estimate);
    near(Math.sqrt(varianceMultistage(z, stages[kind])), want.ratio![0]!.se);
  });

  it('one village of several is refused, not counted as certain', () => {
    const alone = { ...villages, clusterOf: text('commune'), population: column('M_h') };
    expect(() => varianceMultistage(w, [alone])).toThrow(
      expect.objectContaining({ name: 'NoVarianceEstimate' }),
    );
  });

  it('the delete-one-village jackknife is R’s JKn, centred on the replicates', () => {
    const numbered = (names: readonly string[]) => {
      const seen = [...new Set(names)];
      return names.map((name) => seen.indexOf(name));
    };
    const replicates = jackknife({
      stratumOf: numbered(villages.stratumOf),
      clusterOf: numbered(villages.clusterOf),
      weights: w,
    });
    const want = results.jkn!;
    expect(replicates.count).toBe(want.n_replicates);
    const estimates = (x: Float64Array, top: Float64Array, inside: (i: number) => boolean) =>
      Array.from({ length: replicates.count }, (_, r) => {
        let [sumX, sumY] = [0, 0];
        replicates.weightsOf(r).forEach((weight, i) => {
          if (!inside(i)) return;
          sumX += weight * x[i]!;
          sumY += weight * top[i]!;
        });
        return sumY / sumX;
      });
    const se = (values: number[]) => Math.sqrt(replicateVariance(values, replicates.factors));
    for (const line of want.mean!)
      near(se(estimates(unity, variable(line.name), everybody)), line.se);
    for (const line of want.by_commune!)
      near(se(estimates(unity, y, (i) => rows[i]!.commune === line.name)), line.se, line.name);
    near(se(estimates(w, s, everybody)), want.ratio![0]!.se);
  });
});

describe('hand calculations', () => {
  type Systematic = Record<'mean' | 'v_srs' | 'v_successive_difference' | 'v_pairs', number> &
    Readonly<{ y: number[]; N: number }>;
  type Trimming = Readonly<{ cap: number; weights: number[]; total: number; kish_deff: number }>;
  const misc = referenceJson<{ systematic: Systematic[]; trimming: Trimming[] }>(
    'misc.expected.json',
  );

  it('systematic samples by successive differences, pairs and as if random', () => {
    for (const { y, N, ...want } of misc.systematic) {
      near(varianceSystematic(y, N), want.v_successive_difference, 'v2', 1e-12);
      near(varianceSystematic(y, N, 'pairs'), want.v_pairs, 'v3', 1e-12);
      near(varianceSystematic(y, N, 'simple-random'), want.v_srs, 'v1', 1e-12);
    }
  });

  it('weights above the cap are spread in proportion, keeping the total', () => {
    for (const { cap, weights, total, kish_deff } of misc.trimming) {
      const result = trimWeights(Float64Array.of(2, 2, 4, 6, 6, 10, 10), cap);
      result.weights.forEach((weight, i) => {
        near(weight, weights[i]!, '', 1e-12);
      });
      near(
        result.weights.reduce((a, b) => a + b),
        total,
        '',
        1e-12,
      );
      near(kishDesignEffect(result.weights), kish_deff, '', 1e-12);
      expect(result.steps).toBe(1);
    }
  });
});
