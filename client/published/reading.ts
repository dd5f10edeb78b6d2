import type { ReadonlySignal } from '@preact/signals';
import { signal } from '@preact/signals';
import { Refusal } from '../api.ts';
import type { Failure } from '../ui/problem-words.ts';

export interface Reading<T> {
  readonly value: ReadonlySignal<T | undefined>;
  readonly failure: ReadonlySignal<Failure | undefined>;
  load(): Promise<void>;
}

/** What a public page reads, or why it cannot. */
export function createReading<T>(read: () => Promise<T>): Reading<T> {
  const value = signal<T | undefined>(undefined);
  const failure = signal<Failure | undefined>(undefined);
  return {
    value,
    failure,
    async load() {
      failure.value = undefined;
      try {
        value.value = await read();
      } catch (error) {
        failure.value = failureOf(error);
      }
    },
  };
}

export function failureOf(error: unknown): Failure {
  if (error instanceof Refusal) return { code: error.code, details: error.details };
  if (error instanceof TypeError) return { code: 'no_network', details: {} };
  throw error;
}
