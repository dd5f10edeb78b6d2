import type { IndexNode } from './index-tree.ts';
import { criteriaOf, factorsOf } from './index-tree.ts';

/**
 * How criteria combine into factors, parts and the total. The official texts do not say; `pooled`
 * agrees best with the published figures of 2023 and 2024 (domain.md 1.6).
 * - `pooled`: all valid answers below the node together, Σ answers 4–5 ÷ Σ valid answers
 * - `mean-of-criteria`: plain mean of the criteria below the node
 * - `mean-of-factors`: a factor is the mean of its criteria; a part and the total are plain means
 *   of the factors below them
 * - `weighted`: every node is the weighted mean of its children, by the weights table
 */
export const INDEX_METHODS = ['pooled', 'mean-of-criteria', 'mean-of-factors', 'weighted'] as const;
export type IndexMethod = (typeof INDEX_METHODS)[number];

/** Share of each criterion in a node's value; shares add up to 1. */
export type CriterionShares = ReadonlyMap<string, number>;

type Part = readonly [weight: number, shares: CriterionShares];

function mix(parts: readonly Part[]): CriterionShares {
  const present = parts.filter(([, shares]) => shares.size > 0);
  const total = present.reduce((sum, [weight]) => sum + weight, 0);
  const mixed = new Map<string, number>();
  for (const [weight, shares] of present)
    for (const [code, share] of shares)
      mixed.set(code, (mixed.get(code) ?? 0) + (share * weight) / total);
  return mixed;
}

const evenly = (criteria: readonly string[], isAnswered: (code: string) => boolean) =>
  mix(criteria.filter(isAnswered).map((code) => [1, new Map([[code, 1]])]));

function weightedShares(node: IndexNode, isAnswered: (code: string) => boolean): CriterionShares {
  if (!node.children?.length) return evenly([node.code], isAnswered);
  return mix(node.children.map((child) => [child.weight ?? 1, weightedShares(child, isAnswered)]));
}

/**
 * The shares of criteria in a node under a mean method. A criterion nobody answered has no value
 * and leaves its share to its siblings; a node of which nothing was answered has no shares.
 * @param isAnswered whether a criterion has a valid answer in the domain
 */
export function criterionShares(
  node: IndexNode,
  method: Exclude<IndexMethod, 'pooled'>,
  isAnswered: (code: string) => boolean,
): CriterionShares {
  switch (method) {
    case 'mean-of-criteria':
      return evenly(criteriaOf(node), isAnswered);
    case 'mean-of-factors':
      return mix(factorsOf(node).map((factor) => [1, evenly(criteriaOf(factor), isAnswered)]));
    case 'weighted':
      return weightedShares(node, isAnswered);
  }
}
