import { Refusal } from '../api.ts';
import type { Failure } from './problem-words.ts';

/** The server's refusal, or a lost network. Any other error is a defect and is thrown on. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Refusal) return { code: error.code, details: error.details };
  if (error instanceof TypeError) return { code: 'no_network', details: {} };
  throw error;
}
