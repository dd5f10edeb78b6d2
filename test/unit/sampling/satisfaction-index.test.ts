// Outside truth: the pooled item index and its standard errors of R survey 4.1.1 (reference/
// synthetic/estimates); for the other methods the definition of the derivative: the score of a
// respondent is the change of the estimate when that respondent's weight changes (Binder 1983),
// taken numerically.
import { describe, expect, it } from 'vitest';
import { contrast } from '#sampling/estimation/contrast.ts';
import type { UnitDesign } from '#sampling/estimation/linearization.ts';
import { unitDesign } from '#sampling/estimation/unit-design.ts';
import { satisfactionIndex } from '#sampling/satisfaction-index/index-from-answers.ts';
import { INDEX_METHODS } from '#sampling/satisfaction-index/index-method.ts';
import type { IndexNode } from '#sampling/satisfaction-index/index-tree.ts';
import { criteriaOf, nodesOf } from '#sampling/satisfaction-index/index-tree.ts';
import type { NodeSums } from '#sampling/satisfaction-index/node-totals.ts';
import { nodeTotals } from '#sampling/satisfaction-index/node-totals.ts';
import { strataFigures } from '#sampling/satisfaction-index/strata-figures.ts';
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
  units: UnitDesign = design,
) => {
  const { nodes } = satisfactionIndex(units, answers, rows, { tree, method });
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

describe('the published figures', () => {
  const parentOf = new Map(
    nodesOf(tree).flatMap((node) => (node.children ?? []).map(({ code }) => [code, node.code])),
  );
  const nodes = nodesOf(tree).map(({ code }) => ({
    code,
    parent: parentOf.get(code) ?? null,
    question: CRITERIA.includes(code) ? code : null,
  }));
  const totals = nodeTotals(
    { nodes, scale: [1, 5], satisfiedFrom: 4 },
    weighted.design.strata.map(({ code }) => code),
    nodesOf(tree).flatMap((node) => (node.children ? sumsOfNode(node) : [])),
    CRITERIA.flatMap((question) =>
      everybody
        .filter((i) => answers.get(question)![i]! > 0)
        .map((i) => ({
          stratum: stratumOf(sample[i]!),
          question,
          value: answers.get(question)![i]!,
          answers: 1,
        })),
    ),
  );
  const domains = [...new Set(sample.map(({ commune }) => commune!))].map((key) => ({
    key,
    strata: weighted.design.strata.flatMap(({ code }, h) => (communeOf(code) === key ? [h] : [])),
  }));
  const figureOf = strataFigures(weighted.design, totals, domains, [1, 5]);

  it('are the pooled ratio of R survey in every commune', () => {
    const shown = expected.by_commune!.filter((row) => {
      const { index, standardError } = figureOf('total', String(row.domain));
      if (index === null) return false;
      near(index, Number(row.index_items));
      near(standardError, Number(row.index_items_se));
      return true;
    });
    expect(shown.length).toBeGreaterThanOrEqual(20);
  });

  it('are at every node those of the answers themselves', () => {
    const checked = domains.flatMap(({ key }) => {
      const index = indexOf(rowsOf(key), 'pooled');
      return nodes.map(({ code }) => {
        const { estimate, validAnswers } = index.get(code)!;
        const figure = figureOf(code, key);
        if (figure.index === null) return false;
        near(figure.index, estimate.value!, 1e-12);
        near(figure.standardError, estimate.se!, 1e-10);
        expect(figure.validAnswers).toBe(validAnswers);
        return true;
      });
    });
    expect(checked.filter(Boolean).length).toBeGreaterThanOrEqual(150);
  });
});

/** What the database sums up of one node: a row for each respondent, its stratum's own sum. */
function sumsOfNode(node: IndexNode): NodeSums[] {
  return everybody.flatMap((i) => {
    const given = criteriaOf(node)
      .map((code) => answers.get(code)![i]!)
      .filter((answer) => answer > 0);
    const x = given.length;
    if (x === 0) return [];
    const y = given.filter((answer) => answer >= 4).length;
    const s = given.reduce((sum, answer) => sum + answer, 0);
    const squares = { xx: x * x, xy: x * y, yy: y * y, xs: x * s, ss: s * s };
    return [{ stratum: stratumOf(sample[i]!), node: node.code, answered: 1, x, y, s, ...squares }];
  });
}

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
