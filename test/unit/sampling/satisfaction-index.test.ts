// Outside truth: the pooled item index and its standard errors of R survey 4.1.1 (reference/
// synthetic/estimates); for the other methods the definition of the derivative: the score of a
// respondent is the change of the estimate when that respondent's weight changes (Binder 1983),
// taken numerically.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contrast } from '#sampling/estimation/contrast.ts';
import type { UnitDesign } from '#sampling/estimation/linearization.ts';
import { unitDesign } from '#sampling/estimation/unit-design.ts';
import { satisfactionIndex } from '#sampling/satisfaction-index/index-from-answers.ts';
import {
  nodeCovariance,
  nodeDifference,
  nodeEstimate,
  nodeFromMoments,
} from '#sampling/satisfaction-index/index-from-moments.ts';
import { INDEX_METHODS } from '#sampling/satisfaction-index/index-method.ts';
import { accumulateMoments, mergeMoments } from '#sampling/satisfaction-index/index-moments.ts';
import type { IndexNode } from '#sampling/satisfaction-index/index-tree.ts';
import { nodesOf } from '#sampling/satisfaction-index/index-tree.ts';
import type { Disposition } from '#sampling/weighting/disposition.ts';
import { weightSample } from '#sampling/weighting/weight-sample.ts';
import { communeOf, referenceJson, referenceRows, stratumOf } from './synthetic-province.ts';

const sample = referenceRows('synthetic/sample.csv');
const expected = referenceJson<Record<string, Record<string, number | string>[]>>(
  'synthetic/estimates.expected.json',
);
const weighted = weightSample(
  sample.map((row) => ({
    stratum: stratumOf(row),
    population: Number(row.N_h),
    disposition: row.status as Disposition,
  })),
  communeOf,
);
const design = unitDesign(weighted);

const CRITERIA = ['q1', 'q2', 'q3', 'q4', 'q5'];
const answers = new Map(
  CRITERIA.map((q) => [
    q,
    sample.map((row) => (row.status === 'respondent' ? Number(row[q] || 0) : 0)),
  ]),
);
const leaf = (code: string, weight = 1): IndexNode => ({ code, weight });
const tree: IndexNode = {
  code: 'total',
  children: [
    {
      code: 'policy',
      weight: 2,
      children: [{ code: 'access', children: [leaf('q1', 3), leaf('q2')] }],
    },
    {
      code: 'service',
      weight: 3,
      children: [
        { code: 'officer', children: [leaf('q3'), leaf('q4')] },
        { code: 'feedback', weight: 0.5, children: [leaf('q5')] },
      ],
    },
  ],
};

const everybody = sample.map((_, i) => i);
const rowsOf = (commune: string) => everybody.filter((i) => sample[i]!.commune === commune);
const indexOf = (
  rows: number[],
  method: (typeof INDEX_METHODS)[number],
  of: UnitDesign = design,
) => {
  const { nodes } = satisfactionIndex(of, answers, rows, { tree, method });
  return new Map(nodes.map((node) => [node.code, node]));
};
const near = (got: number | null, want: number, digits = 1e-9) =>
  expect(Math.abs(got! - want)).toBeLessThanOrEqual(digits * (1 + Math.abs(want)));

describe('the pooled index', () => {
  it('is the pooled ratio of R survey for the province and every commune', () => {
    for (const row of [...expected.province!, ...expected.by_commune!]) {
      const rows = row.domain === 'ALL' ? everybody : rowsOf(String(row.domain));
      const { estimate } = indexOf(rows, 'pooled').get('total')!;
      near(estimate.value, Number(row.index_items));
      near(estimate.se, Number(row.index_items_se));
    }
  });

  it('counts valid answers, and respondents once', () => {
    const { validAnswers, estimate } = indexOf(everybody, 'pooled').get('total')!;
    const given = CRITERIA.flatMap((q) => answers.get(q)!).filter((answer) => answer > 0);
    expect(validAnswers).toBe(given.length);
    expect(estimate.nRespondents).toBe(2146);
  });
});

describe('methods that average', () => {
  it('combine the criteria by their definitions', () => {
    const pooled = indexOf(everybody, 'pooled');
    const q = CRITERIA.map((code) => pooled.get(code)!.estimate.value!);
    const mean = (...values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    const total = (method: (typeof INDEX_METHODS)[number]) =>
      indexOf(everybody, method).get('total')!.estimate.value!;
    near(total('mean-of-criteria'), mean(...q), 1e-14);
    near(total('mean-of-factors'), mean(mean(q[0]!, q[1]!), mean(q[2]!, q[3]!), q[4]!), 1e-14);
    const policy = (3 * q[0]! + q[1]!) / 4;
    const service = (mean(q[2]!, q[3]!) + 0.5 * q[4]!) / 1.5;
    near(total('weighted'), (2 * policy + 3 * service) / 5, 1e-14);
  });

  it('a criterion nobody answered leaves its share to its siblings', () => {
    const silent = new Map(answers).set(
      'q4',
      sample.map(() => 0),
    );
    const { nodes } = satisfactionIndex(design, silent, everybody, {
      tree,
      method: 'mean-of-factors',
    });
    const value = (code: string) => nodes.find((node) => node.code === code)!.estimate.value;
    expect(value('q4')).toBeNull();
    expect(value('officer')).toBe(value('q3'));
  });

  it.each(INDEX_METHODS)('%s: scores are derivatives by the respondents’ weights', (method) => {
    const rows = rowsOf('C002');
    const base = indexOf(rows, method);
    const step = 1e-5;
    for (const code of ['total', 'service', 'q5']) {
      const { linearized } = base.get(code)!;
      linearized.scores.units.forEach((unit, k) => {
        const moved = (by: number) => {
          const weights = design.weights.slice();
          weights[unit]! += by;
          return indexOf(rows, method, { ...design, weights }).get(code)!.estimate.value!;
        };
        const derivative = (moved(step) - moved(-step)) / (2 * step);
        near(linearized.scores.values[k]!, design.weights[unit]! * derivative, 1e-8);
      });
    }
  });
});

describe('differences', () => {
  it('a node differs from itself by zero, without error', () => {
    const { linearized } = indexOf(everybody, 'weighted').get('service')!;
    const none = contrast(design, [
      [1, linearized],
      [-1, linearized],
    ]);
    expect(none).toMatchObject({ value: 0, se: 0 });
  });

  it('two nodes of one domain covary, so their difference is surer than independence says', () => {
    const index = indexOf(everybody, 'pooled');
    const [a, b] = [index.get('policy')!, index.get('service')!];
    const difference = contrast(design, [
      [1, a.linearized],
      [-1, b.linearized],
    ]);
    expect(difference.se!).toBeLessThan(Math.hypot(a.estimate.se!, b.estimate.se!));
  });
});

describe('from stored sums', () => {
  const position = new Map(weighted.design.strata.map(({ code }, h) => [code, h]));
  const momentsOf = (rows: readonly number[]) => {
    const byStratum = Map.groupBy(rows, (i) => position.get(stratumOf(sample[i]!))!);
    return weighted.design.strata.map((_, h) => {
      const members = byStratum.get(h);
      if (!members) return null;
      const given = members.map((i) => CRITERIA.map((q) => answers.get(q)![i]!));
      return accumulateMoments(given, CRITERIA.length);
    });
  };

  it.each(INDEX_METHODS)('%s: value, error and interval are those from the answers', (method) => {
    for (const rows of [everybody, rowsOf('C001'), rowsOf('C053')]) {
      const index = indexOf(rows, method);
      const moments = momentsOf(rows);
      for (const node of nodesOf(tree)) {
        const stored = nodeFromMoments(weighted.design, moments, tree, node, method);
        const { estimate } = index.get(node.code)!;
        const again = nodeEstimate(weighted.design, stored);
        near(again.value, estimate.value!, 1e-12);
        near(again.se, estimate.se!, 1e-10);
        if (again.nRespondents === estimate.nRespondents)
          near(again.interval!.lower, estimate.interval!.lower, 1e-9);
      }
    }
  });

  it('differences between units and nodes are those from the answers', () => {
    const [c1, c2] = [rowsOf('C001'), rowsOf('C002')];
    const stored = (rows: number[], code: string, moments = momentsOf(rows)) => {
      const node = nodesOf(tree).find((it) => it.code === code)!;
      return nodeFromMoments(weighted.design, moments, tree, node, 'weighted');
    };
    const linear = (rows: number[], code: string) =>
      indexOf(rows, 'weighted').get(code)!.linearized;
    const between = contrast(design, [
      [-1, linear(c1, 'total')],
      [1, linear(c2, 'total')],
    ]);
    const storedBetween = nodeDifference(weighted.design, stored(c1, 'total'), stored(c2, 'total'));
    near(storedBetween.value, between.value!);
    near(storedBetween.se, between.se!);
    const moments = momentsOf(everybody);
    const [a, b] = ['policy', 'service'].map((code) => stored(everybody, code, moments));
    const nodes = contrast(design, [
      [-1, linear(everybody, 'policy')],
      [1, linear(everybody, 'service')],
    ]);
    near(nodeDifference(weighted.design, a!, b!).se, nodes.se!);
    near(nodeCovariance(weighted.design, a!, b!), nodeCovariance(weighted.design, b!, a!), 1e-12);
  });

  it('batches merge to the same bits in any order', () => {
    const answer = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 5, maxLength: 5 });
    const batch = fc.array(answer, { maxLength: 20 });
    fc.assert(
      fc.property(batch, batch, (first, second) => {
        const [a, b] = [accumulateMoments(first, 5), accumulateMoments(second, 5)];
        const all = accumulateMoments([...first, ...second], 5);
        expect(mergeMoments(a, b)).toEqual(all);
        expect(mergeMoments(b, a)).toEqual(all);
      }),
    );
  });
});

describe('refusals', () => {
  it('a tree with a code twice, and answers that lack a criterion', () => {
    const twice = { code: 'total', children: [leaf('q1'), leaf('q1')] };
    const name = (error: string) => expect.objectContaining({ name: error });
    expect(() => satisfactionIndex(design, answers, everybody, { tree: twice })).toThrow(
      name('InvalidIndexTree'),
    );
    const foreign = { code: 'total', children: [leaf('q99')] };
    expect(() => satisfactionIndex(design, answers, everybody, { tree: foreign })).toThrow(
      name('MissingCriterion'),
    );
  });
});
