import type { AnswerValue, Question, Questionnaire } from '#contract/questionnaire.ts';
import { questionsOf, withOffice } from '#contract/questionnaire.ts';

/** A line of the entry desk: an item of the printed form and what its digits mean. */
export interface FormItem {
  readonly number: number;
  readonly question: string;
  readonly text: string;
  /** `1 Nam · 2 Nữ` */
  readonly key: string;
  readonly isMultiple: boolean;
  readonly values: readonly number[];
}

/** The items in the order and with the numbers of the printed form; the comment is apart. */
export function itemsOf(questionnaire: Questionnaire, officeName: string): FormItem[] {
  const questions = questionsOf(questionnaire).filter(
    (question): question is Exclude<Question, { kind: 'comment' }> => question.kind !== 'comment',
  );
  return questions.map((question, i) => ({
    number: i + 1,
    question: question.code,
    text: withOffice(question.text.vi, officeName),
    key: question.options.map(({ value, label }) => `${value} ${label.vi}`).join(' · '),
    isMultiple: question.kind === 'multiple',
    values: question.options.map(({ value }) => value),
  }));
}

/** What a clerk typed for one item: nothing and 0 are no answer; undefined is no box of the form. */
export function typedAnswer(item: FormItem, typed: string): AnswerValue | undefined {
  const digits = typed.trim();
  if (digits === '' || digits === '0') return null;
  const values = item.isMultiple ? [...digits].map(Number) : [Number(digits)];
  const isKnown = values.every((value) => item.values.includes(value));
  if (!isKnown || new Set(values).size !== values.length) return undefined;
  return item.isMultiple ? values : values[0]!;
}
