import { EARLIER_CODE_DIGITS } from '#contract/slip-code.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import { endOfHour, SharedTries } from './shared-tries.ts';

/**
 * Wrong codes of twelve digits an hour over the whole platform, while slips with such codes are out. With
 * 4,000 of them among 10^11 codes, 45 days of guessing at this pace find one with a chance under 1 %. A
 * stranger can use it up; the square and the link of those slips keep working, and codes of sixteen
 * digits know no such limit.
 */
export const WRONG_EARLIER_CODES_AN_HOUR = 200;

export class EarlierCodes {
  readonly #deps: Deps;
  readonly #tries: SharedTries;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#tries = new SharedTries(deps);
  }

  /** Where none is out, twelve digits are three groups of a code of today: nothing is counted. */
  async pay<T>(find: () => Promise<T | undefined>): Promise<T | undefined> {
    if (!(await this.#areOut())) throw problem('invitation_not_found');
    const readMost = async () => WRONG_EARLIER_CODES_AN_HOUR;
    const tried = await this.#tries.spend('earlier codes', readMost, find);
    if (tried !== 'spent') return tried.found;
    const now = this.#deps.now();
    const minutes = Math.ceil((endOfHour(now).getTime() - now.getTime()) / 60_000);
    throw problem('too_many_attempts', { minutes });
  }

  async #areOut(): Promise<boolean> {
    const out = await this.#deps.db
      .selectFrom('invitation')
      .select('id')
      .where('codeDigits', '=', EARLIER_CODE_DIGITS)
      .where('state', 'in', ['issued', 'opened'])
      .limit(1)
      .executeTakeFirst();
    return out !== undefined;
  }
}
