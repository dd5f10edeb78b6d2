import { EARLIER_CODE_DIGITS } from '#contract/slip-code.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';

const HOUR = 3_600_000;

/**
 * Wrong codes of twelve digits an hour over the whole platform, while slips with such codes are out. With
 * 4,000 of them among 10^11 codes, 45 days of guessing at this pace find one with a chance under 1 %. A
 * stranger can use it up; the square and the link of those slips keep working, and codes of sixteen
 * digits know no such limit.
 */
export const WRONG_EARLIER_CODES_AN_HOUR = 200;

export class EarlierCodes {
  readonly #deps: Deps;
  #hour = 0;
  #tries = 0;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Where none is out, twelve digits are three groups of a code of today: nothing is counted. */
  async charge(): Promise<void> {
    if (!(await this.#areOut())) throw problem('invitation_not_found');
    const now = this.#deps.now().getTime();
    const hour = Math.floor(now / HOUR) * HOUR;
    if (hour !== this.#hour) this.#tries = 0;
    this.#hour = hour;
    if (this.#tries >= WRONG_EARLIER_CODES_AN_HOUR)
      throw problem('too_many_attempts', { minutes: Math.ceil((hour + HOUR - now) / 60_000) });
    this.#tries += 1;
  }

  giveBack(): void {
    this.#tries = Math.max(0, this.#tries - 1);
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
