import type { Estimate } from '../estimation/estimate.ts';
import { centredSquares } from '../estimation/ratio-columns.ts';
import type { RatioKind } from '../estimation/ratio-estimate.ts';
import { ratioEstimate } from '../estimation/ratio-estimate.ts';
import type { SampleDesign } from '../estimation/sample-design.ts';
import { intervalMean } from '../intervals/wald.ts';
import type { IndexMethod } from './index-method.ts';
import type { IndexMoments } from './index-moments.ts';
import type { IndexNode } from './index-tree.ts';
import { criteriaOf } from './index-tree.ts';
import type { CriterionTotals, NodeGradient } from './node-gradient.ts';
import { nodeGradient } from './node-gradient.ts';

/** Stored sums of a domain by stratum of the design; null where the domain has none there. */
export type DomainMoments = readonly (IndexMoments | null)[];

/** A node of a domain, ready for variances and covariances. */
export type NodeOfDomain = Readonly<{ gradient: NodeGradient; moments: DomainMoments }>;

function weightedTotals(
  { weights }: SampleDesign,
  criteria: readonly string[],
  moments: DomainMoments,
): CriterionTotals {
  const x = new Float64Array(criteria.length);
  const y = new Float64Array(criteria.length);
  moments.forEach((stratum, h) => {
    if (!stratum) return;
    criteria.forEach((_, c) => {
      x[c]! += weights[h]! * stratum.sums[c]!;
      y[c]! += weights[h]! * stratum.sums[criteria.length + c]!;
    });
  });
  return { criteria, x, y };
}

/**
 * Value and gradient of one node of a domain from stored sums.
 * @param design the full design
 * @param moments the domain's sums by stratum
 * @param tree the whole index, whose order of criteria is that of the sums
 * @param node the node wanted
 */
export function nodeFromMoments(
  design: SampleDesign,
  moments: DomainMoments,
  tree: IndexNode,
  node: IndexNode,
  method: IndexMethod = 'pooled',
): NodeOfDomain {
  const totals = weightedTotals(design, criteriaOf(tree), moments);
  return { gradient: nodeGradient(node, method, totals), moments };
}

const vectorOf = ({ byX, byY }: NodeGradient) => Float64Array.from([...byX, ...byY]);

const linear = (g: Float64Array, { sums }: IndexMoments) =>
  g.reduce((sum, value, k) => sum + value * sums[k]!, 0);

/** a'·M·b for the sums of products M of a stratum. */
function bilinear(a: Float64Array, { products }: IndexMoments, b: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < a.length; row++) {
    if (a[row] === 0) continue;
    let inner = 0;
    for (let column = 0; column < b.length; column++)
      inner += products[row * b.length + column]! * b[column]!;
    sum += a[row]! * inner;
  }
  return sum;
}

/** Σz_a, Σz_b and Σz_a·z_b of a variance stratum. */
function groupSums(
  { weights }: SampleDesign,
  members: readonly number[],
  [a, ga]: readonly [NodeOfDomain, Float64Array],
  [b, gb]: readonly [NodeOfDomain, Float64Array],
) {
  const isSameDomain = a.moments === b.moments;
  let [sumA, sumB, product] = [0, 0, 0];
  for (const h of members) {
    const w = weights[h]!;
    const [ma, mb] = [a.moments[h], b.moments[h]];
    if (ma) sumA += w * linear(ga, ma);
    if (mb) sumB += w * linear(gb, mb);
    if (ma && isSameDomain) product += w * w * bilinear(ga, ma, gb);
  }
  return { sumA, sumB, product };
}

/**
 * Covariance of two nodes under one design; of a node with itself, its variance. The domains are
 * either one and the same or share nobody; domains that partly overlap need the answers.
 * Särndal, Swensson & Wretman (1992, §5.6), with the gradient of Binder (1983).
 */
export function nodeCovariance(design: SampleDesign, a: NodeOfDomain, b: NodeOfDomain): number {
  const [ga, gb] = [vectorOf(a.gradient), vectorOf(b.gradient)];
  return design.groups.reduce((covariance, group, g) => {
    const { sumA, sumB, product } = groupSums(design, group.members, [a, ga], [b, gb]);
    const centre = group.isEstimable && group.known > 0 ? (sumA * sumB) / group.known : 0;
    const centred = a === b ? centredSquares(sumA, product, group) : product - centre;
    return covariance + design.factors[g]! * centred;
  }, 0);
}

/**
 * A node as an estimate with standard error and interval, from stored sums. Degrees of freedom
 * count everybody of the domain who gave any valid answer.
 * @param shape a share with the capped Wilson interval, or a mean on its scale
 */
export function nodeEstimate(
  design: SampleDesign,
  node: NodeOfDomain,
  shape: RatioKind = { kind: 'proportion' },
  level = 0.95,
): Estimate {
  const g = vectorOf(node.gradient);
  const sums = { weight: 0, squaredWeight: 0, residual: 0, respondents: 0, uncollapsed: 0 };
  const strata = new Set<number>();
  node.moments.forEach((stratum, h) => {
    if (!stratum || stratum.respondents === 0) return;
    const w = design.weights[h]!;
    sums.respondents += stratum.respondents;
    sums.weight += w * stratum.respondents;
    sums.squaredWeight += w * w * stratum.respondents;
    sums.residual += w * bilinear(g, stratum, g);
    strata.add(design.groupOf[h]!);
    if (!design.groups[design.groupOf[h]!]!.isEstimable) sums.uncollapsed += stratum.respondents;
  });
  const { value } = node.gradient;
  if (value === null) Object.assign(sums, { respondents: 0 });
  const variance = Math.max(0, nodeCovariance(design, node, node));
  const ratio = { x: 1, y: value ?? 0, ...sums, strata: strata.size, variance };
  return ratioEstimate(ratio, shape, level, [], 'smooth-function-taylor');
}

/**
 * Difference b − a of two nodes, or of one node between two units, from stored sums.
 * @returns value and standard error; null where either has no value
 */
export function nodeDifference(
  design: SampleDesign,
  a: NodeOfDomain,
  b: NodeOfDomain,
  level = 0.95,
) {
  const [first, second] = [nodeEstimate(design, a), nodeEstimate(design, b)];
  const df = Math.min(first.df, second.df);
  if (first.value === null || second.value === null)
    return { value: null, se: null, df, interval: null };
  const value = second.value - first.value;
  if (first.se === null || second.se === null) return { value, se: null, df, interval: null };
  const covariance = nodeCovariance(design, a, b);
  const variance = Math.max(0, first.se ** 2 + second.se ** 2 - 2 * covariance);
  return {
    value,
    se: Math.sqrt(variance),
    df,
    interval: intervalMean({ value, variance, df }, level),
  };
}
