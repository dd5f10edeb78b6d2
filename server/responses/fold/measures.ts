import type { Questionnaire } from '#contract/questionnaire.ts';
import { questionsOf } from '#contract/questionnaire.ts';
import type { TabulationPlan } from '#contract/tabulation.ts';

/** One respondent's part in one measure: x valid answers, y of them satisfied (or chosen), s their scores. */
export interface Measured {
  readonly measure: string;
  readonly x: number;
  readonly y: number;
  readonly s: number;
}

export type MeasuresOf = (answers: Readonly<Record<string, readonly number[]>>) => Measured[];

/** Every criterion's question with the nodes that it counts in. */
export function nodesOfQuestion(
  { nodes }: Questionnaire,
  isTold: (level: string) => boolean,
): Map<string, string[]> {
  const nodeOf = new Map(nodes.map((node) => [node.code, node]));
  const above = new Map<string, string[]>();
  for (const criterion of nodes) {
    if (criterion.question === null) continue;
    const codes: string[] = [];
    for (let node = nodeOf.get(criterion.code); node; node = nodeOf.get(node.parent ?? ''))
      if (isTold(node.level)) codes.push(node.code);
    above.set(criterion.question, codes);
  }
  return above;
}

/** The index: pooled valid answers of each node, criteria only where `withCriteria`. */
export function nodeMeasures(questionnaire: Questionnaire, withCriteria: boolean): MeasuresOf {
  const above = nodesOfQuestion(questionnaire, (level) => withCriteria || level !== 'criterion');
  const { satisfiedFrom } = questionnaire;
  return (answers) => {
    const measured = new Map<string, { measure: string; x: number; y: number; s: number }>();
    for (const [question, nodes] of above) {
      const value = answers[question]?.[0];
      if (value === undefined) continue;
      for (const measure of nodes) {
        const sums = measured.get(measure) ?? { measure, x: 0, y: 0, s: 0 };
        sums.x += 1;
        sums.y += value >= satisfiedFrom ? 1 : 0;
        sums.s += value;
        measured.set(measure, sums);
      }
    }
    return [...measured.values()];
  };
}

/** Questions outside the index: each answer's share of those who answered the question. */
export function shareMeasures(questionnaire: Questionnaire, plan: TabulationPlan): MeasuresOf {
  const planned = new Set(plan.questions);
  const questions = questionsOf(questionnaire).filter(({ code }) => planned.has(code));
  return (answers) =>
    questions.flatMap((question) => {
      const given = answers[question.code];
      if (question.kind === 'comment' || !given || given.length === 0) return [];
      return question.options.map(({ value }) => ({
        measure: `${question.code}:${value}`,
        x: 1,
        y: given.includes(value) ? 1 : 0,
        s: 0,
      }));
    });
}
