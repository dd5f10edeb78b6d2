import type { RatioSums } from '../estimation/cell-sums.ts';
import { addSums, emptyStatistics } from '../estimation/cell-sums.ts';
import type { SufficientStatistics } from '../estimation/sufficient-statistics.ts';

/** A node of a stored questionnaire: its parent, and its question where it is a criterion. */
export type StoredNode = Readonly<{
  code: string;
  parent: string | null;
  question: string | null;
}>;

/** One node's sums by cell: a stratum, or a stratum × category of its respondents. */
export interface NodeTotals {
  /** y: answers that are satisfied. */
  readonly index: SufficientStatistics;
  /** y: scores. */
  readonly score: SufficientStatistics;
  /** Answers of each value, by cell: `[cell × values + value]`. */
  readonly values: Float64Array;
}

/** Sums over the respondents of a stratum: x valid answers in the node, y of them satisfied, s their scores. */
export interface NodeSums extends RatioSums {
  readonly stratum: string;
  readonly node: string;
  readonly s: number;
  readonly xs: number;
  readonly ss: number;
}

/** How often a value was chosen in a stratum. */
export interface ValueCount {
  readonly stratum: string;
  readonly question: string;
  readonly value: number;
  readonly answers: number;
}

/** Lowest and highest value of the criteria. */
export type Scale = readonly [least: number, greatest: number];

/**
 * Totals of every node over cells in which nobody has answered yet.
 * @param nodes nodes of the index
 * @param cells number of cells
 * @param scale lowest and highest value of the criteria, in points
 * domain.md 1.6: the pooled index.
 */
export function emptyTotals(
  nodes: readonly Pick<StoredNode, 'code'>[],
  cells: number,
  [least, greatest]: Scale,
): Map<string, NodeTotals> {
  const totals = () => ({
    index: emptyStatistics(cells),
    score: emptyStatistics(cells),
    values: new Float64Array(cells * (greatest - least + 1)),
  });
  return new Map(nodes.map(({ code }) => [code, totals()]));
}

export type IndexDefinition = Readonly<{
  nodes: readonly StoredNode[];
  scale: Scale;
  /** Answers from this value on are satisfied. */
  satisfiedFrom: number;
}>;

/**
 * Totals of every node by stratum, from what a database sums up: factors, parts and the total from
 * their sums over respondents, criteria from the counts of their values.
 * @param index nodes, scale in points, and the lowest satisfied value
 * @param strata codes in the order of the design's strata; a row of another stratum is ignored
 * @param sums sums over respondents by stratum and node
 * @param counts answers by stratum, question and value
 * domain.md 1.6: the pooled index.
 */
export function nodeTotals(
  { nodes, scale, satisfiedFrom }: IndexDefinition,
  strata: readonly string[],
  sums: readonly NodeSums[],
  counts: readonly ValueCount[],
): Map<string, NodeTotals> {
  const totals = emptyTotals(nodes, strata.length, scale);
  const position = new Map(strata.map((code, h) => [code, h]));
  for (const { stratum, node, s, xs, ss, ...satisfied } of sums) {
    const h = position.get(stratum);
    const ofNode = totals.get(node);
    if (h === undefined || !ofNode) continue;
    addSums(ofNode.index, h, satisfied);
    addSums(ofNode.score, h, { ...satisfied, y: s, xy: xs, yy: ss });
  }
  const [least, greatest] = scale;
  const width = greatest - least + 1;
  const nodeOf = new Map(nodes.map((node) => [node.question, node]));
  const parentOf = new Map(nodes.map((node) => [node.code, node.parent]));
  for (const { stratum, question, value, answers } of counts) {
    const criterion = nodeOf.get(question);
    const h = position.get(stratum);
    if (!criterion || h === undefined) continue;
    addCriterion(totals.get(criterion.code)!, h, { value, answers, satisfiedFrom });
    for (let code: string | null = criterion.code; code; code = parentOf.get(code) ?? null)
      totals.get(code)!.values[h * width + value - least]! += answers;
  }
  return totals;
}

type Chosen = Readonly<{ value: number; answers: number; satisfiedFrom: number }>;

/**
 * Adds answers of one value to a criterion's totals, in place: one valid answer each, so that x = 1, and y is 0 or 1.
 * @param totals the criterion's totals; its `values` are left as they are
 * @param h position of the stratum
 * @param chosen the value in points, how many gave it, and the lowest satisfied value
 * domain.md 1.6: the pooled index.
 */
export function addCriterion(
  { index, score }: NodeTotals,
  h: number,
  { value, answers, satisfiedFrom }: Chosen,
): void {
  const y = value >= satisfiedFrom ? answers : 0;
  const given = { answered: answers, x: answers, xx: answers };
  addSums(index, h, { ...given, y, xy: y, yy: y });
  const scores = answers * value;
  addSums(score, h, { ...given, y: scores, xy: scores, yy: answers * value ** 2 });
}
