import { SamplingError } from '../errors.ts';
import type { Estimate } from '../estimation/estimate.ts';
import type { Linearized, UnitDesign } from '../estimation/linearization.ts';
import { scoreVariance, weightedScores } from '../estimation/linearization.ts';
import type { RatioKind } from '../estimation/ratio-estimate.ts';
import { ratioEstimate } from '../estimation/ratio-estimate.ts';
import type { IndexMethod } from './index-method.ts';
import type { IndexNode } from './index-tree.ts';
import { checkTree, criteriaOf, nodesOf } from './index-tree.ts';
import type { NodeGradient } from './node-gradient.ts';
import { nodeGradient } from './node-gradient.ts';

/** What of an answer counts: whether it is at least this (the index), or the answer itself. */
export type IndexMeasure =
  | Readonly<{ kind: 'share'; atLeast: number }>
  | Readonly<{ kind: 'mean-score'; scale: readonly [least: number, greatest: number] }>;

export type IndexRequest = Readonly<{
  tree: IndexNode;
  method?: IndexMethod;
  /** Share of answers 4 and 5 by default. */
  measure?: IndexMeasure;
  level?: number;
}>;

/** A node's estimate, and its linearized form for differences (`contrast`). */
export type IndexNodeEstimate = Readonly<{
  code: string;
  /** Valid answers below the node, unweighted. */
  validAnswers: number;
  estimate: Estimate;
  linearized: Linearized;
}>;

export type SatisfactionIndex = Readonly<{
  method: IndexMethod;
  measure: IndexMeasure;
  /** From the total down to the criteria. */
  nodes: readonly IndexNodeEstimate[];
}>;

/** Answers by criterion; one entry per sampled unit, 0 where there is no valid answer. */
export type CriterionAnswers = ReadonlyMap<string, ArrayLike<number>>;

const SATISFIED: IndexMeasure = { kind: 'share', atLeast: 4 };

type Domain = Readonly<{
  units: Int32Array;
  criteria: readonly string[];
  answers: readonly ArrayLike<number>[];
  worth: (answer: number) => number;
}>;

function columnsOf(criteria: readonly string[], answers: CriterionAnswers) {
  return criteria.map((code) => {
    const column = answers.get(code);
    if (column) return column;
    throw new SamplingError('MissingCriterion', `There are no answers to criterion ${code}.`, {
      criterion: code,
    });
  });
}

function weightedTotals({ weights }: UnitDesign, { units, criteria, answers, worth }: Domain) {
  const x = new Float64Array(criteria.length);
  const y = new Float64Array(criteria.length);
  answers.forEach((column, c) => {
    for (const i of units) {
      if (!(column[i]! > 0)) continue;
      x[c]! += weights[i]!;
      y[c]! += weights[i]! * worth(column[i]!);
    }
  });
  return { criteria, x, y };
}

/** u_i = Σ_c (∂/∂x_c)·x_ic + (∂/∂y_c)·y_ic, and how many answers each unit gave below the node. */
function linearizedVariable(node: NodeGradient, { units, answers, worth }: Domain) {
  const u = new Float64Array(units.length);
  const given = new Float64Array(units.length);
  answers.forEach((column, c) => {
    const [byX, byY] = [node.byX[c]!, node.byY[c]!];
    if (byY === 0) return;
    units.forEach((i, k) => {
      if (!(column[i]! > 0)) return;
      u[k]! += byX + byY * worth(column[i]!);
      given[k]! += 1;
    });
  });
  return { u, given };
}

/** A node as an estimate over the units that answered something below it. */
function linearizeNode(design: UnitDesign, node: NodeGradient, domain: Domain) {
  const { u, given } = linearizedVariable(node, domain);
  const scores = weightedScores(design, domain.units, u);
  const sums = { weight: 0, squaredWeight: 0, residual: 0, respondents: 0, uncollapsed: 0 };
  const strata = new Set<number>();
  domain.units.forEach((i, k) => {
    if (given[k] === 0) return;
    const w = design.weights[i]!;
    sums.respondents += 1;
    sums.weight += w;
    sums.squaredWeight += w * w;
    sums.residual += w * u[k]! * u[k]!;
    strata.add(design.groupOf[i]!);
    if (!design.groups[design.groupOf[i]!]!.isEstimable) sums.uncollapsed += 1;
  });
  const validAnswers = given.reduce((sum, n) => sum + n, 0);
  const variance = sums.respondents > 0 ? scoreVariance(design, scores) : 0;
  const ratio = { x: 1, y: node.value ?? 0, ...sums, strata: strata.size, variance };
  return { validAnswers, linearized: { ...ratio, value: node.value, scores } };
}

const shapeOf = (measure: IndexMeasure): RatioKind =>
  measure.kind === 'share' ? { kind: 'proportion' } : { kind: 'mean', scale: measure.scale };

/**
 * The satisfaction index of a domain with its uncertainty at every node, from the answers of the
 * sampled units. Non-answers and "no experience" are in no denominator. Differences between nodes,
 * and between units of one design, come from `contrast(design, [[1, a.linearized], [-1, b…]])`
 * and then carry the right covariance: the same respondents answer many criteria.
 * @param design weights and variance strata of all sampled units
 * @param answers answers by criterion, one per sampled unit, 0 for none
 * @param domain positions of the domain's units, ascending
 * @param request tree, method (`pooled` by default), measure, level
 * @throws InvalidIndexTree, MissingCriterion, ImpossibleInterval
 * Binder (1983): Taylor linearization of a smooth function of totals.
 */
export function satisfactionIndex(
  design: UnitDesign,
  answers: CriterionAnswers,
  domain: ArrayLike<number>,
  request: IndexRequest,
): SatisfactionIndex {
  const { tree, method = 'pooled', measure = SATISFIED, level = 0.95 } = request;
  checkTree(tree);
  const criteria = criteriaOf(tree);
  const within: Domain = {
    units: Int32Array.from(domain).filter((i) => design.weights[i]! > 0),
    criteria,
    answers: columnsOf(criteria, answers),
    worth: measure.kind === 'share' ? (a) => Number(a >= measure.atLeast) : (a) => a,
  };
  const totals = weightedTotals(design, within);
  const nodes = nodesOf(tree).map((node) => {
    const gradient = nodeGradient(node, method, totals);
    const { validAnswers, linearized } = linearizeNode(design, gradient, within);
    const estimate = ratioEstimate(
      linearized,
      shapeOf(measure),
      level,
      [],
      'smooth-function-taylor',
    );
    return { code: node.code, validAnswers, estimate, linearized };
  });
  return { method, measure, nodes };
}
