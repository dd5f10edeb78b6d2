import { createHmac, randomBytes } from 'node:crypto';
import { problem } from '../../problem.ts';

const HOUR = 3_600_000;
/** From one network in an hour: a hamlet behind one address writes fewer. */
export const MOST_AN_HOUR = 60;

/** Keeps a flood from one network out, in this process's memory: no address is stored anywhere. */
export class SendingLimit {
  readonly #key = randomBytes(32);
  readonly #sent = new Map<string, number>();
  #hour = 0;

  charge(address: string, moment: Date): void {
    const hour = Math.floor(moment.getTime() / HOUR);
    if (hour !== this.#hour) this.#sent.clear();
    this.#hour = hour;
    const mark = createHmac('sha256', this.#key).update(address).digest('base64url');
    const sent = (this.#sent.get(mark) ?? 0) + 1;
    const minutes = Math.ceil(((hour + 1) * HOUR - moment.getTime()) / 60_000);
    if (sent > MOST_AN_HOUR) throw problem('too_many_attempts', { minutes });
    this.#sent.set(mark, sent);
  }
}
