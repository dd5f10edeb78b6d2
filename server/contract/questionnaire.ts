import * as z from 'zod/mini';

/** A text in every language the version has; Vietnamese is the official one. */
export const Text = z.object({ vi: z.string(), en: z.string() });
export type Text = z.output<typeof Text>;

export const QuestionnairePart = z.enum(['whole', 'service']);
export type QuestionnairePart = z.output<typeof QuestionnairePart>;

const Option = z.object({ value: z.int(), label: Text });

/** Asked only of respondents who gave one of these answers to an earlier question. */
const AskedIf = z.object({ question: z.string(), anyOf: z.array(z.int()) });

const base = {
  /** Stable name of the question in every table: `9.24`, `2`, `a.sex`. */
  code: z.string().check(z.regex(/^[a-z0-9]+(\.[a-z0-9]+)*$/)),
  text: Text,
  /** For the check page, tables and plots. */
  label: Text,
  askedIf: z.optional(AskedIf),
};

/** One answer out of a list. `nonAnswer` is stored as no answer and never counted. */
export const ChoiceQuestion = z.object({
  ...base,
  kind: z.literal('choice'),
  options: z.array(Option),
  nonAnswer: Text,
  isSensitive: z.optional(z.boolean()),
});
/** Any number of answers out of a list. */
export const MultipleQuestion = z.object({
  ...base,
  kind: z.literal('multiple'),
  options: z.array(Option),
});
export const CommentQuestion = z.object({
  ...base,
  kind: z.literal('comment'),
  maxLength: z.int(),
});

export const Question = z.discriminatedUnion('kind', [
  ChoiceQuestion,
  MultipleQuestion,
  CommentQuestion,
]);
export type Question = z.output<typeof Question>;
export type ChoiceQuestion = z.output<typeof ChoiceQuestion>;

/**
 * Questions that share a stem and one screen (ux.md §4).
 * A stem that repeats the text of its only question is shown once.
 */
export const QuestionGroup = z.object({
  code: z.string(),
  title: Text,
  stem: Text,
  hint: z.optional(Text),
  part: z.enum(['policy', 'service', 'about', 'comment', 'context']),
  questions: z.array(Question),
});
export type QuestionGroup = z.output<typeof QuestionGroup>;

/** A criterion in an earlier version; no entry for that version: it was not asked. */
const EarlierCriterion = z.object({
  version: z.string(),
  code: z.string(),
  /** Only the same meaning can be compared: another wording that asks for something else is not. */
  meaning: z.enum(['same', 'changed']),
});

/** Node of the index: criterion → factor → part → total (domain.md 1.6). */
export const IndexNode = z.object({
  code: z.string(),
  level: z.enum(['total', 'part', 'factor', 'criterion']),
  parent: z.nullable(z.string()),
  label: Text,
  /** The question whose answers 4–5 are satisfied answers; criteria only. */
  question: z.nullable(z.string()),
  /** Criteria only. Factors, parts and the total follow from their criteria. */
  earlier: z.optional(z.array(EarlierCriterion)),
});
export type IndexNode = z.output<typeof IndexNode>;

export const Questionnaire = z.object({
  version: z.string(),
  title: Text,
  /** Lowest answer value that counts as satisfied. */
  satisfiedFrom: z.int(),
  groups: z.array(QuestionGroup),
  nodes: z.array(IndexNode),
});
export type Questionnaire = z.output<typeof Questionnaire>;

/** What a phone holds and sends: absent or null means not answered; no answer is ever preset. */
export type AnswerValue = number | readonly number[] | string | null;
export type Answers = Readonly<Record<string, AnswerValue>>;

/** The questionnaire that a campaign asks: the whole, or the part on services with the questions about the person. */
export function asked(questionnaire: Questionnaire, part: QuestionnairePart): Questionnaire {
  if (part === 'whole') return questionnaire;
  const groups = questionnaire.groups.filter((group) =>
    ['service', 'about', 'comment'].includes(group.part),
  );
  const questions = new Set(
    groups.flatMap((group) => group.questions.map((question) => question.code)),
  );
  const criteria = questionnaire.nodes.filter(
    (node) => node.question && questions.has(node.question),
  );
  const kept = new Set(criteria.map((node) => node.code));
  for (const level of ['factor', 'part', 'total'] as const) {
    for (const node of questionnaire.nodes) {
      if (node.level !== level) continue;
      if (questionnaire.nodes.some((child) => child.parent === node.code && kept.has(child.code)))
        kept.add(node.code);
    }
  }
  return {
    ...questionnaire,
    groups,
    nodes: questionnaire.nodes.filter((node) => kept.has(node.code)),
  };
}

export const questionsOf = (questionnaire: Questionnaire): Question[] =>
  questionnaire.groups.flatMap((group) => group.questions);

/** Today's codes of the criteria that an earlier version asked with the same meaning, by its codes. */
export const codesToday = (
  nodes: readonly IndexNode[],
  version: string,
): ReadonlyMap<string, string> =>
  new Map(
    nodes.flatMap(({ code, level, earlier = [] }) =>
      earlier.flatMap((entry) =>
        level === 'criterion' && entry.version === version && entry.meaning === 'same'
          ? [[entry.code, code] as const]
          : [],
      ),
    ),
  );

/** Lowest and highest value of the criteria's scale. */
export function scoreScale(questionnaire: Questionnaire): readonly [number, number] {
  const criteria = new Set(questionnaire.nodes.map((node) => node.question));
  const values = questionsOf(questionnaire).flatMap((question) =>
    question.kind === 'choice' && criteria.has(question.code)
      ? question.options.map((option) => option.value)
      : [],
  );
  return [Math.min(...values), Math.max(...values)];
}

/** Fills the counter's local name into a text. */
export const withOffice = (text: string, officeName: string): string =>
  text.replaceAll('{BPMC}', officeName);

/** Says whether one answer fits its question; the only rule, on the phone and on the server. */
export function fits(question: Question, value: AnswerValue | undefined): boolean {
  if (value === undefined || value === null) return true;
  switch (question.kind) {
    case 'choice':
      return question.options.some((option) => option.value === value);
    case 'multiple':
      return (
        Array.isArray(value) &&
        new Set(value).size === value.length &&
        value.every((chosen) => question.options.some((option) => option.value === chosen))
      );
    case 'comment':
      return typeof value === 'string' && value.length <= question.maxLength;
  }
}

/** The codes of the questions whose answers do not fit, and of answers to questions that were not asked. */
export function misfits(questionnaire: Questionnaire, answers: Answers): string[] {
  const questions = new Map(
    questionsOf(questionnaire).map((question) => [question.code, question]),
  );
  return Object.entries(answers)
    .filter(([code, value]) => {
      const question = questions.get(code);
      return !question || !fits(question, value);
    })
    .map(([code]) => code);
}
