import type { AnswerValue, Questionnaire } from '#contract/questionnaire.ts';
import { questionsOf } from '#contract/questionnaire.ts';
import { cleaned, judged } from '../answers.ts';
import type { Ballot } from '../sealed-ballot.ts';
import type { FoundForm } from './find-form.ts';

/** A form as a clerk read it. It has no person, so nothing of a dossier goes with it. */
export function keyedForm(
  questionnaire: Questionnaire,
  { stratum, agencyCode }: Pick<FoundForm, 'stratum' | 'agencyCode'>,
  answers: Readonly<Record<string, AnswerValue>>,
): Ballot {
  const counted = judged(questionnaire, cleaned(answers));
  return { stratum, agencyCode, mode: 'paper', language: 'vi', ...counted };
}

export const isBlank = ({ answers, comment }: Ballot): boolean =>
  Object.keys(answers).length === 0 && comment === null;

export interface Difference {
  readonly question: string;
  readonly first: number[];
  readonly second: number[];
}

/** Item by item. Handwriting is read alike by nobody: comments are not compared, the longer one is kept. */
export function differences(first: Ballot, second: Ballot): Difference[] {
  const questions = new Set([...Object.keys(first.answers), ...Object.keys(second.answers)]);
  return [...questions].flatMap((question) => {
    const pair = {
      question,
      first: first.answers[question] ?? [],
      second: second.answers[question] ?? [],
    };
    return String(pair.first) === String(pair.second) ? [] : [pair];
  });
}

export const longerComment = (first: Ballot, second: Ballot): string | null =>
  (second.comment?.length ?? 0) > (first.comment?.length ?? 0) ? second.comment : first.comment;

/** Items of a form that two clerks can differ on. */
export const itemsIn = (questionnaire: Questionnaire): number =>
  questionsOf(questionnaire).filter(({ kind }) => kind !== 'comment').length;
