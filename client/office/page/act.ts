import type { ReadonlySignal } from '@preact/signals';
import { signal } from '@preact/signals';
import { failureOf } from '../../ui/failure.ts';
import type { Failure } from '../../ui/problem-words.ts';

export interface Act<Args extends unknown[], T> {
  readonly isBusy: ReadonlySignal<boolean>;
  readonly failure: ReadonlySignal<Failure | undefined>;
  /** Gives the result, or nothing when it was refused; the refusal is in `failure`. */
  run(...args: Args): Promise<T | undefined>;
  forget(): void;
}

/** An action of a button with its busy and failure state. A second press while it runs does nothing. */
export function createAct<Args extends unknown[], T>(
  perform: (...args: Args) => Promise<T>,
): Act<Args, T> {
  const isBusy = signal(false);
  const failure = signal<Failure | undefined>(undefined);
  return {
    isBusy,
    failure,
    async run(...args) {
      if (isBusy.value) return undefined;
      isBusy.value = true;
      failure.value = undefined;
      try {
        return await perform(...args);
      } catch (error) {
        failure.value = failureOf(error);
        return undefined;
      } finally {
        isBusy.value = false;
      }
    },
    forget() {
      failure.value = undefined;
    },
  };
}
