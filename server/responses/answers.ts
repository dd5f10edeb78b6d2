import type { AnswerValue, Question } from '#contract/questionnaire.ts';
import { cleanText } from '#contract/written-text.ts';

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
