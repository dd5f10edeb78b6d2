import type { Problem } from '#contract/problems.ts';
import { t } from '../i18n.ts';
import { day, moment, wholeNumber } from './words.ts';

export interface Failure {
  readonly code: string;
  readonly details: Problem['details'];
}

export interface ProblemWords {
  readonly title: string;
  readonly safe: string;
  readonly next: string;
}

/** What is so, what is safe, what to do now: the sentence that belongs to a refusal. */
export function wordsOf({ code, details }: Failure): ProblemWords {
  const values = readable(details);
  const textOf = (part: string) => {
    const key = `problem.${code}.${part}`;
    const text = t(key, values);
    return text === key ? '' : text;
  };
  const title = textOf('title');
  if (!title && code !== 'internal')
    return wordsOf({ code: 'internal', details: { incident: code } });
  return { title, safe: textOf('safe'), next: textOf('next') };
}

/** Codes among the details are named, dates and numbers written as people write them. */
function readable(details: Problem['details']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(named).join(', ') : named(value as string | number),
    ]),
  );
}

function named(value: string | number): string {
  if (typeof value === 'number') return wholeNumber(value);
  if (/^\d{4}-\d{2}-\d{2}T/.test(value)) return moment(value);
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return day(value);
  for (const family of ['column', 'stage', 'file_kind', 'old_font']) {
    const key = `${family}.${value}`;
    const word = t(key);
    if (word !== key) return word;
  }
  return value;
}
