import type { ReadonlySignal } from '@preact/signals';
import { signal } from '@preact/signals';
import { failureOf } from './failure.ts';
import type { Failure } from './problem-words.ts';

export interface Loaded<T> {
  readonly value: ReadonlySignal<T | undefined>;
  readonly failure: ReadonlySignal<Failure | undefined>;
  readonly isLoading: ReadonlySignal<boolean>;
  load(): Promise<void>;
}

/** What a screen reads: the last value stays in sight while a newer one is on its way. */
export function createLoaded<T>(read: () => Promise<T>): Loaded<T> {
  const value = signal<T | undefined>(undefined);
  const failure = signal<Failure | undefined>(undefined);
  const isLoading = signal(false);
  let latest = 0;
  return {
    value,
    failure,
    isLoading,
    async load() {
      latest += 1;
      const request = latest;
      isLoading.value = true;
      try {
        const next = await read();
        // An answer overtaken by a later question is dropped.
        if (request !== latest) return;
        value.value = next;
        failure.value = undefined;
      } catch (error) {
        if (request === latest) failure.value = failureOf(error);
      } finally {
        if (request === latest) isLoading.value = false;
      }
    },
  };
}
