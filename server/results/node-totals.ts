import type { IndexNode, Questionnaire } from '#contract/questionnaire.ts';
import { scoreScale } from '#contract/questionnaire.ts';
import { SUMS_PER_CELL } from '#sampling/estimation/sufficient-statistics.ts';
import type { NodeTotals } from '#sampling/satisfaction-index/node-figures.ts';
import type { CriterionPath, NodeSums, ValueCount } from './queries.ts';

/** Each criterion with the nodes above it. */
export function pathsOf(nodes: readonly IndexNode[]): CriterionPath[] {
  const parentOf = new Map(nodes.map((node) => [node.code, node.parent ?? '']));
  const above = (code: string) => parentOf.get(code) ?? '';
  return nodes.flatMap((node) => {
    if (node.question === null) return [];
    const factor = above(node.code);
    const part = above(factor);
    return [{ question: node.question, factor, part, total: above(part) }];
  });
}

export function nodeTotals(
  questionnaire: Questionnaire,
  strata: readonly string[],
  sums: readonly NodeSums[],
  counts: readonly ValueCount[],
): Map<string, NodeTotals> {
  const { nodes, satisfiedFrom } = questionnaire;
  const [least, greatest] = scoreScale(questionnaire);
  const width = greatest - least + 1;
  const empty = () => ({
    cells: strata.length,
    sums: new Float64Array(strata.length * SUMS_PER_CELL),
  });
  const totals = new Map(
    nodes.map((node) => [
      node.code,
      { index: empty(), score: empty(), values: new Float64Array(strata.length * width) },
    ]),
  );
  const position = new Map(strata.map((code, at) => [code, at]));
  for (const row of sums) {
    const at = (position.get(row.stratum) ?? 0) * SUMS_PER_CELL;
    const { index, score } = totals.get(row.node)!;
    index.sums.set([row.answered, row.x, row.y, row.xx, row.xy, row.yy], at);
    score.sums.set([row.answered, row.x, row.s, row.xx, row.xs, row.ss], at);
  }
  const nodeOf = new Map(nodes.map((node) => [node.question, node]));
  const parentOf = new Map(nodes.map((node) => [node.code, node.parent]));
  for (const { stratum, question, value, answers } of counts) {
    const criterion = nodeOf.get(question);
    if (!criterion) continue;
    const h = position.get(stratum) ?? 0;
    addCriterion(totals.get(criterion.code)!, h, value, answers, value >= satisfiedFrom);
    for (let code: string | null = criterion.code; code; code = parentOf.get(code) ?? null)
      totals.get(code)!.values[h * width + value - least]! += answers;
  }
  return totals;
}

/** One valid answer each: x = 1, and y is 0 or 1. */
function addCriterion(
  { index, score }: NodeTotals,
  h: number,
  value: number,
  answers: number,
  isSatisfied: boolean,
): void {
  const at = h * SUMS_PER_CELL;
  const y = isSatisfied ? answers : 0;
  const add = (sums: Float64Array, added: number[]) =>
    added.forEach((one, k) => {
      sums[at + k]! += one;
    });
  add(index.sums, [answers, answers, y, answers, y, y]);
  add(score.sums, [
    answers,
    answers,
    answers * value,
    answers,
    answers * value,
    answers * value ** 2,
  ]);
}
