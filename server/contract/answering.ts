import type { Answers, Question, QuestionGroup, Questionnaire } from './questionnaire.ts';

/** Chosen, also when the choice was not to answer. */
export const isSettled = (answers: Answers, question: Question): boolean =>
  answers[question.code] !== undefined;

/** Questions still open among those of a screen; an optional comment is never missing. */
export const openQuestions = (questions: readonly Question[], answers: Answers): Question[] =>
  questions.filter((question) => question.kind !== 'comment' && !isSettled(answers, question));

/** How far the person is: questions settled of questions asked. */
export function settled(questionnaire: Questionnaire, answers: Answers) {
  const questions = questionnaire.groups
    .flatMap((group) => group.questions)
    .filter((question) => question.kind !== 'comment');
  return {
    done: questions.filter((question) => isSettled(answers, question)).length,
    of: questions.length,
  };
}

/** Successive groups of one title stand together on the check page. */
export function sections(questionnaire: Questionnaire): QuestionGroup[][] {
  const found: QuestionGroup[][] = [];
  for (const group of questionnaire.groups) {
    const last = found[found.length - 1];
    if (last?.[0]?.title.vi === group.title.vi) last.push(group);
    else found.push([group]);
  }
  return found;
}

/** Minutes that a slow reader needs: one to read the first page, then twelve seconds a question (ux.md §4). */
export const minutesFor = (questions: number): number => Math.ceil(1 + questions / 5);

/** 2026-09 → 9/2026 */
export const monthOf = (month: string): string => month.split('-').reverse().map(Number).join('/');

/** In running text the kind of a place is lower case: xã Vĩnh Thông. */
export const placeIn = (name: string): string =>
  name.replace(/^(Xã|Phường|Đặc khu|Tỉnh|Thành phố) /, (kind) => kind.toLowerCase());
