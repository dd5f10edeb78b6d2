import type { Question, QuestionGroup, Questionnaire } from '#contract/questionnaire.ts';

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
