import type { Answers, Question, QuestionGroup, Questionnaire } from './questionnaire.ts';

/**
 * The questions to which these answers lead, by the questionnaire's own skip rules; a group without any
 * is no screen. An answer to a question that is no longer asked leads nowhere.
 */
export function reached(questionnaire: Questionnaire, answers: Answers): Questionnaire {
  const asked = new Set<string>();
  const isAsked = ({ code, askedIf }: Question): boolean => {
    const value = askedIf && asked.has(askedIf.question) ? answers[askedIf.question] : undefined;
    const given: readonly unknown[] = Array.isArray(value) ? value : [value];
    const isNext = !askedIf || askedIf.anyOf.some((value) => given.includes(value));
    if (isNext) asked.add(code);
    return isNext;
  };
  const groups = questionnaire.groups.map((group) => {
    const questions = group.questions.filter(isAsked);
    return questions.length === group.questions.length ? group : { ...group, questions };
  });
  return { ...questionnaire, groups: groups.filter(({ questions }) => questions.length > 0) };
}

/** The answers to what was asked: one that was given before a skip rule closed its question is not sent. */
export function reachedAnswers(questionnaire: Questionnaire, answers: Answers): Answers {
  const { groups } = reached(questionnaire, answers);
  const asked = new Set(groups.flatMap(({ questions }) => questions.map(({ code }) => code)));
  return Object.fromEntries(Object.entries(answers).filter(([code]) => asked.has(code)));
}

/** Chosen, also when the choice was not to answer. */
export const isSettled = (answers: Answers, question: Question): boolean =>
  answers[question.code] !== undefined;

/** Questions still open among those of a screen; an optional comment is never missing. */
export const openQuestions = (questions: readonly Question[], answers: Answers): Question[] =>
  questions.filter((question) => question.kind !== 'comment' && !isSettled(answers, question));

/** How far the person is: questions settled of questions asked. */
export function settled(questionnaire: Questionnaire, answers: Answers) {
  const questions = reached(questionnaire, answers)
    .groups.flatMap((group) => group.questions)
    .filter((question) => question.kind !== 'comment');
  return {
    done: questions.filter((question) => isSettled(answers, question)).length,
    of: questions.length,
  };
}

/** Successive groups of one title are shown together on the check page. */
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

/** “Trung tâm Phục vụ hành chính công xã …” → “Trung tâm”, once the whole name has been said. */
export const shortOffice = (name: string): string =>
  name.replace(/ Phục vụ hành chính công.*$/i, '');
