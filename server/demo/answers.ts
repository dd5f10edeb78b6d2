import type { Paradata } from '#contract/paradata.ts';
import { LONGEST_SECONDS } from '#contract/paradata.ts';
import type { Question, Questionnaire } from '#contract/questionnaire.ts';
import { questionsOf } from '#contract/questionnaire.ts';
import type { Submission } from '#contract/responses.ts';
import type { Chance } from './chance.ts';
import { bell } from './chance.ts';
import type { Citizen } from './citizens.ts';

export type Answers = Submission['answers'];

/** What a person thinks, whatever the door: around the agency's mean, by a chance of their own. */
export function answersOf(
  questionnaire: Questionnaire,
  { agency, chance }: Pick<Citizen, 'agency' | 'chance'>,
  satisfactionShift = 0,
): Answers {
  const mean = 3.9 + satisfactionShift + 0.7 * bell(agency, 'satisfaction');
  const satisfaction = mean + 0.8 * bell(chance, 'person');
  return Object.fromEntries(
    questionsOf(questionnaire).map((question) => [
      question.code,
      answerOf(question, satisfaction, chance),
    ]),
  );
}

/** Few people have ever made a petition: Câu 37–39 are left out by a third. */
const skipped = (code: string, chance: Chance) =>
  chance(`${code} skipped`) < (/^9\.3[789]$/.test(code) ? 0.35 : 0.05);

function answerOf(question: Question, satisfaction: number, chance: Chance): Answers[string] {
  const { code } = question;
  if (question.kind === 'comment') {
    return chance(code) < 0.05 ? 'Cần thêm ghế ngồi chờ vào buổi sáng thứ Hai.' : null;
  }
  if (question.kind === 'multiple') {
    return question.options
      .map(({ value }) => value)
      .filter((value) => chance(`${code}.${value}`) < 0.4);
  }
  if (skipped(code, chance)) return null;
  if (code.startsWith('9.')) {
    return Math.min(5, Math.max(1, Math.round(satisfaction + 0.9 * bell(chance, code))));
  }
  return question.options[Math.floor(chance(code) * question.options.length)]?.value ?? null;
}

/** Some twelve seconds a question, more for slow people; one in fifty presses without reading. */
export function paradataOf({ groups }: Questionnaire, { agency, chance }: Citizen) {
  // The others' phones tell nothing of how the interview went.
  if (chance('mode') >= 0.35 + 0.4 * agency('online')) return undefined;
  const pace = chance('careless') < 0.02 ? 1 : 12 * 2 ** (1.2 * bell(chance, 'pace'));
  const seconds = groups.map(({ code, questions }): [string, number] => [
    code,
    Math.min(LONGEST_SECONDS, Math.round(pace * questions.length * (0.5 + chance(`${code} time`)))),
  ]);
  return {
    page: 'scripts',
    device: chance('device') < 0.93 ? 'phone' : 'desktop',
    seconds: Object.fromEntries(seconds),
    changes: Math.floor(3 * chance('changes') ** 2),
  } satisfies Paradata;
}
