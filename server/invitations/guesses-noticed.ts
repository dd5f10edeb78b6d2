import { record } from '../db/activity.ts';
import type { Deps } from '../deps.ts';
import { SharedTries } from './shared-tries.ts';

/** A slip of the finger fails the check digit: wrong codes that pass it are one in ten of those made up. */
export const NOTICED_WRONG_CODES = 20;

/** Logs guessed slip codes in the journal, once an hour: guesses from many addresses, through any process, are seen too. */
export class GuessesNoticed {
  readonly #deps: Deps;
  readonly #tries: SharedTries;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#tries = new SharedTries(deps);
  }

  async count(): Promise<void> {
    const { count } = await this.#tries.add('noticed');
    if (count !== NOTICED_WRONG_CODES) return;
    const details = { wrong: NOTICED_WRONG_CODES };
    const { db, now } = this.#deps;
    await record(db, { at: now(), staffId: null, act: 'codes_guessed', details });
  }
}
