import { SamplingError } from '../errors.ts';
import type { Addition, PublishedCell } from './published-table.ts';

/** A node of the questionnaire tree: criterion, factor, part or total. */
export interface PublishedNode {
  readonly node: string;
  /** The node whose answers it is a part of; null for the total. */
  readonly parent: string | null;
}

export interface UnitNodeCount {
  readonly unit: string;
  readonly node: string;
  /** Persons with at least one valid answer in the node. */
  readonly respondents: number;
  /** Their valid answers: what adds up from criteria to factor, part and total. */
  readonly answers: number;
}

/** Key of a cell of `unitByNode`; without a unit, the province's. */
export const nodeKey = (unit: string | null, node: string): string =>
  JSON.stringify([unit ?? '*', node]);

/**
 * Builds the lattice of units (or fields) × questionnaire nodes, in which valid answers add up both
 * ways: criteria to their factor, units to the province. `province` holds the province's counts
 * (unit is ignored), which are always published. Counts of every node are given, not only of
 * criteria, because persons do not add up. Throws UnknownNode for a node outside `nodes`, and
 * MissingTotal when the province lacks a node.
 */
export function unitByNode(
  nodes: readonly PublishedNode[],
  units: readonly UnitNodeCount[],
  province: readonly Omit<UnitNodeCount, 'unit'>[],
): PublishedCell[] {
  const parentOf = new Map(nodes.map(({ node, parent }) => [node, parent] as const));
  const above = (unit: string | null, node: string): Addition[] => {
    const parent = parentOf.get(node);
    if (parent === undefined)
      throw new SamplingError('UnknownNode', `Node ${node} is not in the tree.`, { node });
    return parent === null ? [] : [{ total: nodeKey(unit, parent), along: 'node' }];
  };
  const inProvince = new Set(province.map(({ node }) => node));
  const missing = units.find(({ node }) => !inProvince.has(node));
  if (missing)
    throw new SamplingError('MissingTotal', `The province has no count of ${missing.node}.`, {
      node: missing.node,
    });
  const parts = units.map(({ unit, node, respondents, answers }) => ({
    key: nodeKey(unit, node),
    respondents,
    count: answers,
    addsInto: [...above(unit, node), { total: nodeKey(null, node), along: 'unit' }],
  }));
  const totals = province.map(({ node, respondents, answers }) => ({
    key: nodeKey(null, node),
    respondents,
    count: answers,
    addsInto: above(null, node),
    alwaysPublished: true,
  }));
  return [...parts, ...totals];
}
