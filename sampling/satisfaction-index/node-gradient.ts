import type { IndexMethod } from './index-method.ts';
import { criterionShares } from './index-method.ts';
import type { IndexNode } from './index-tree.ts';
import { criteriaOf } from './index-tree.ts';

/** Weighted totals by criterion: x valid answers, y their values (1 for an answer of 4 or 5). */
export type CriterionTotals = Readonly<{
  criteria: readonly string[];
  x: Float64Array;
  y: Float64Array;
}>;

/**
 * A node's value as a function of the criterion totals, with its derivatives: all that its
 * variance and every covariance need, whatever the method.
 */
export type NodeGradient = Readonly<{
  code: string;
  /** null when nothing below the node was answered. */
  value: number | null;
  byX: Float64Array;
  byY: Float64Array;
}>;

function pooledGradient(node: IndexNode, { criteria, x, y }: CriterionTotals): NodeGradient {
  const below = new Set(criteriaOf(node));
  const members = criteria
    .keys()
    .filter((c) => below.has(criteria[c]!))
    .toArray();
  const given = members.reduce((sum, c) => sum + x[c]!, 0);
  const high = members.reduce((sum, c) => sum + y[c]!, 0);
  const value = given > 0 ? high / given : null;
  const byX = new Float64Array(criteria.length);
  const byY = new Float64Array(criteria.length);
  if (value === null) return { code: node.code, value, byX, byY };
  for (const c of members) {
    byX[c] = -value / given;
    byY[c] = 1 / given;
  }
  return { code: node.code, value, byX, byY };
}

/** Value and derivatives of one node under a method; linearization of a ratio or of their mean. */
export function nodeGradient(
  node: IndexNode,
  method: IndexMethod,
  totals: CriterionTotals,
): NodeGradient {
  if (method === 'pooled') return pooledGradient(node, totals);
  const { criteria, x, y } = totals;
  const position = new Map(criteria.map((code, c) => [code, c]));
  const shares = criterionShares(node, method, (code) => x[position.get(code)!]! > 0);
  const byX = new Float64Array(criteria.length);
  const byY = new Float64Array(criteria.length);
  let value = 0;
  for (const [code, share] of shares) {
    const c = position.get(code)!;
    const ratio = y[c]! / x[c]!;
    value += share * ratio;
    byX[c] = (-share * ratio) / x[c]!;
    byY[c] = share / x[c]!;
  }
  return { code: node.code, value: shares.size > 0 ? value : null, byX, byY };
}
