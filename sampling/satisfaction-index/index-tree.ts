import { SamplingError } from '../errors.ts';

/**
 * A node of the index: the total, a part, a factor, or a criterion (a leaf, one question of the
 * questionnaire). Codes are unique in the tree.
 */
export type IndexNode = Readonly<{
  code: string;
  /** Weight among its siblings for the method `weighted`; 1 by default. */
  weight?: number;
  children?: readonly IndexNode[];
}>;

const isLeaf = ({ children }: IndexNode) => children === undefined || children.length === 0;

/** Codes of the criteria under a node, in the order of the questionnaire. */
export function criteriaOf(node: IndexNode): string[] {
  return isLeaf(node) ? [node.code] : node.children!.flatMap(criteriaOf);
}

/** A node and all below it, from the top down. */
export function nodesOf(node: IndexNode): IndexNode[] {
  return [node, ...(node.children ?? []).flatMap(nodesOf)];
}

/** The nodes right above criteria: the factors under a node, or the node itself if it is one. */
export function factorsOf(node: IndexNode): IndexNode[] {
  if (isLeaf(node) || node.children!.every(isLeaf)) return [node];
  return node.children!.flatMap(factorsOf);
}

/**
 * Refuses a tree that has a code twice or a weight that is not positive.
 * @throws SamplingError InvalidIndexTree
 */
export function checkTree(tree: IndexNode): void {
  const codes = new Set<string>();
  for (const { code, weight = 1 } of nodesOf(tree)) {
    if (codes.has(code) || !(weight > 0 && weight < Infinity))
      throw new SamplingError('InvalidIndexTree', 'Codes are unique and weights positive.', {
        code,
        weight,
      });
    codes.add(code);
  }
}
