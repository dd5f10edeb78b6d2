import { reached } from '#contract/answering.ts';
import type { AnswerValue, Question, Questionnaire } from '#contract/questionnaire.ts';
import { misfits, questionsOf } from '#contract/questionnaire.ts';
import { cleanText } from '#contract/written-text.ts';
import { problem } from '../problem.ts';

/** Answers as they are kept: texts in one Unicode form and without control characters, no empty ones. */
export function cleaned(answers: Readonly<Record<string, AnswerValue>>): Map<string, AnswerValue> {
  const kept = new Map<string, AnswerValue>();
  for (const code of Object.keys(answers).sort()) {
    const value = answers[code];
    const clean = typeof value === 'string' ? cleanText(value) : value;
    if (clean === undefined || clean === null || clean === '') continue;
    if (typeof clean === 'object' && clean.length === 0) continue;
    kept.set(code, clean);
  }
  return kept;
}

/** The answers that count of those given, whatever the door; refused where one fits no question. */
export function judged(questionnaire: Questionnaire, answers: ReadonlyMap<string, AnswerValue>) {
  const given = Object.fromEntries(answers);
  const wrong = misfits(questionnaire, given);
  if (wrong.length > 0) {
    const known = questionsOf(questionnaire).map(({ code }) => code);
    // What is no question is not repeated: it may be anything that somebody typed.
    const questions = known.filter((code) => wrong.includes(code)).slice(0, 10);
    throw problem('answers_invalid', { questions });
  }
  return countable(answers, questionsOf(reached(questionnaire, given)));
}

/** What is counted: numbers with their stratum, the comment with its agency only. */
export function countable(answers: ReadonlyMap<string, AnswerValue>, questions: Question[]) {
  const counted: Record<string, number[]> = {};
  let comment: string | null = null;
  for (const { code, kind } of questions) {
    const value = answers.get(code);
    if (value === undefined || value === null) continue;
    if (kind === 'comment') comment = String(value);
    else if (typeof value === 'number') counted[code] = [value];
    else if (typeof value === 'object') counted[code] = [...value].sort((a, b) => a - b);
  }
  return { answers: counted, comment };
}
