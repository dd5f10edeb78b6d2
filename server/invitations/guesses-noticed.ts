import { record } from '../db/activity.ts';
import type { Deps } from '../deps.ts';

const HOUR = 3_600_000;

/** A slip of the finger fails the check digit: wrong codes that pass it are one in ten of those made up. */
export const NOTICED_WRONG_CODES = 20;

/** Logs guessed slip codes in the journal, once an hour: guesses from many addresses are seen too. */
export class GuessesNoticed {
  readonly #deps: Deps;
  #hour = 0;
  #wrong = 0;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  async count(): Promise<void> {
    const instant = this.#deps.now();
    const hour = Math.floor(instant.getTime() / HOUR) * HOUR;
    if (hour !== this.#hour) this.#wrong = 0;
    this.#hour = hour;
    this.#wrong += 1;
    if (this.#wrong !== NOTICED_WRONG_CODES) return;
    // A server that was started anew within the hour does not write it twice.
    if (await this.#isWrittenSince(new Date(hour))) return;
    const details = { wrong: NOTICED_WRONG_CODES };
    await record(this.#deps.db, { at: instant, staffId: null, act: 'codes_guessed', details });
  }

  async #isWrittenSince(hour: Date): Promise<boolean> {
    const last = await this.#deps.db
      .selectFrom('activity')
      .select('at')
      .where('campaignId', 'is', null)
      .where('act', '=', 'codes_guessed')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
    return last !== undefined && last.at >= hour;
  }
}
