import { SamplingError } from '../errors.ts';
import type { Addition, PublishedCell } from './published-table.ts';

/** A node of the questionnaire tree: criterion, factor, part or total. */
export interface PublishedNode {
  readonly node: string;
  /** The node whose answers it is a part of; null for the total. */
  readonly parent: string | null;
}

export interface AgencyNodeCount {
  readonly agency: string;
  readonly node: string;
  /** Persons with at least one valid answer in the node. */
  readonly respondents: number;
  /** Their valid answers: what adds up from criteria to factor, part and total. */
  readonly answers: number;
}

/**
 * Key of a cell of `agencyByNode`; without an agency, the province's.
 * @param agency code of the agency, null for the province
 * @param node code of the node
 * Hundepool et al. (2012): tables with totals.
 */
export const nodeKey = (agency: string | null, node: string): string =>
  JSON.stringify([agency ?? '*', node]);

/**
 * Builds the lattice of agencies (or fields) × questionnaire nodes, in which valid answers add up both
 * ways: criteria to their factor, agencies to the province. `province` holds the province's counts
 * (agency is ignored), which are always published. Counts of every node are given, not only of
 * criteria, because persons do not add up. Throws UnknownNode for a node outside `nodes`, and
 * MissingTotal when the province lacks a node.
 * @param nodes codes with their parents
 * @param agencies persons by agency and node
 * @param province persons by node
 * Hundepool et al. (2012): tables with totals.
 */
export function agencyByNode(
  nodes: readonly PublishedNode[],
  agencies: readonly AgencyNodeCount[],
  province: readonly Omit<AgencyNodeCount, 'agency'>[],
): PublishedCell[] {
  const parentOf = new Map(nodes.map(({ node, parent }) => [node, parent] as const));
  const above = (agency: string | null, node: string): Addition[] => {
    const parent = parentOf.get(node);
    if (parent === undefined)
      throw new SamplingError('UnknownNode', `Node ${node} is not in the tree.`, { node });
    return parent === null ? [] : [{ total: nodeKey(agency, parent), along: 'node' }];
  };
  const inProvince = new Set(province.map(({ node }) => node));
  const missing = agencies.find(({ node }) => !inProvince.has(node));
  if (missing)
    throw new SamplingError('MissingTotal', `The province has no count of ${missing.node}.`, {
      node: missing.node,
    });
  const parts = agencies.map(({ agency, node, respondents, answers }) => ({
    key: nodeKey(agency, node),
    respondents,
    count: answers,
    addsInto: [...above(agency, node), { total: nodeKey(null, node), along: 'agency' }],
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
