import type { Answers, Question, QuestionGroup, Questionnaire } from '#contract/questionnaire.ts';

export interface Screen {
  /** Code of the first question: names the screen whatever the paging. */
  readonly at: string;
  readonly group: QuestionGroup;
  readonly questions: readonly Question[];
}

/** One group to a screen; with “Chữ to”, one question to a screen. */
export function screensOf(questionnaire: Questionnaire, oneByOne: boolean): Screen[] {
  return questionnaire.groups.flatMap((group) => {
    const pages = oneByOne ? group.questions.map((question) => [question]) : [group.questions];
    return pages.flatMap((questions) =>
      questions[0] ? [{ at: questions[0].code, group, questions }] : [],
    );
  });
}

/** Index of the screen that shows a question, whichever paging the question's code was noted under. */
export const screenIndex = (screens: readonly Screen[], code: string): number =>
  screens.findIndex((screen) => screen.questions.some((question) => question.code === code));

/** Chosen, also when the choice was not to answer. */
export const isSettled = (answers: Answers, question: Question): boolean =>
  answers[question.code] !== undefined;

/** Questions still open on a screen; an optional comment is never missing. */
export const openQuestions = (screen: Screen, answers: Answers): Question[] =>
  screen.questions.filter(
    (question) => question.kind !== 'comment' && !isSettled(answers, question),
  );

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
