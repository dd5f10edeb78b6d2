import type * as z from 'zod/mini';
import { problem } from '../problem.ts';

/** A whole SIPAS questionnaire with every box ticked has some 700. */
const MOST_VALUES = 2000;
const MOST_FAULTS = 5;
const LONGEST_PATH = 80;

/** Counted before anything is looked at closely: a body may be small and have thousands of wrong parts. */
export function refuseCrowded(body: unknown): void {
  const waiting = [body];
  for (let values = 0; values < waiting.length; values += 1) {
    if (waiting.length > MOST_VALUES) throw problem('request_invalid', { at: ['body'] });
    const value = waiting[values];
    if (typeof value !== 'object' || value === null || !isPlain(value)) continue;
    for (const part of Object.values(value)) waiting.push(part);
  }
}

/** Forms and files are read by readers of their own. */
const isPlain = (value: object): boolean =>
  Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;

/** Only where it is wrong is said, and of much that is wrong a part: what was sent may be personal, or long. */
export const faultsIn = (name: string, issues: readonly z.core.$ZodIssue[]): string[] =>
  issues
    .slice(0, MOST_FAULTS)
    .map((issue) => [name, ...issue.path].join('.').slice(0, LONGEST_PATH));
