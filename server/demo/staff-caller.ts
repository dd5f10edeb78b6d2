import type { Endpoint, Sent } from '#contract/endpoint.ts';
import { signIn } from '#contract/staff.ts';
import { IDLE_MINUTES } from '../http/access.ts';
import { Caller } from './caller.ts';

/** Somewhat less than a session without action lasts. */
const PAUSE_MS = (IDLE_MINUTES - 5) * 60_000;

/** Signs in where the session of an earlier day has ended, and only who acts. */
export class StaffCaller extends Caller {
  readonly #now: () => Date;
  readonly #account: { readonly username: string; readonly password: string };
  #actedAt: number;
  #entry: Promise<unknown> = Promise.resolve();

  constructor(
    address: string,
    now: () => Date,
    account: { readonly username: string; readonly password: string },
  ) {
    super(address);
    this.#now = now;
    this.#account = account;
    this.#actedAt = now().getTime();
  }

  protected override async send<E extends Endpoint>(endpoint: E, input: Sent<E>, file?: Buffer) {
    const moment = this.#now().getTime();
    // The clock of a seeded round begins a month ago.
    const hasPaused = Math.abs(moment - this.#actedAt) > PAUSE_MS;
    this.#actedAt = moment;
    if (hasPaused) this.#entry = super.send(signIn, { body: this.#account });
    await this.#entry;
    return super.send(endpoint, input, file);
  }
}
