import { countKey, takeCount } from '../../db/shared-counts.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';

const HOUR = 3_600_000;
/** From one network in an hour: a hamlet behind one address writes fewer. */
export const MOST_AN_HOUR = 60;
/** So many of a process leave no row: nobody's single petition is there to lay beside others. */
const UNSHARED = 10;

/** Keeps a flood from one network out, counted over all server processes: no address is stored anywhere. */
export class SendingLimit {
  readonly #deps: Deps;
  readonly #sent = new Map<string, number>();
  #hour = 0;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  async charge(network: string): Promise<void> {
    const { db, secrets } = this.#deps;
    const now = this.#deps.now();
    const hour = Math.floor(now.getTime() / HOUR);
    if (hour !== this.#hour) this.#sent.clear();
    this.#hour = hour;
    const key = countKey(secrets, hour, `petition|${network}`);
    const sent = (this.#sent.get(key) ?? 0) + 1;
    this.#sent.set(key, sent);
    if (sent <= UNSHARED) return;
    const until = new Date((hour + 1) * HOUR);
    const isTaken = await takeCount(db, { key, by: 1, now, until }, MOST_AN_HOUR - UNSHARED);
    const minutes = Math.ceil((until.getTime() - now.getTime()) / 60_000);
    if (!isTaken) throw problem('too_many_attempts', { minutes });
  }
}
