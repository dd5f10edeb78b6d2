/** A page with all its parts is some twenty requests, and nobody reads ten pages a second. */
const BURST = 20;
const EVERY_MS = 100;
const WHOLE_MS = BURST * EVERY_MS;

/**
 * What each client may ask: twenty at once, ten a second for long. The generic cell rate algorithm (ITU-T I.371) keeps one
 * number of a client, the moment at which its allowance is whole again, and four seconds after the last request nothing.
 */
export class Allowances<Client> {
  readonly #whole = new Map<Client, number>();
  #timer: NodeJS.Timeout | undefined;

  /** Whether there was something left to take. */
  take(client: Client): boolean {
    const now = performance.now();
    const whole = Math.max(now, this.#whole.get(client) ?? now) + EVERY_MS;
    if (whole - now > WHOLE_MS) return false;
    this.#whole.set(client, whole);
    this.#timer ??= setTimeout(() => this.#forget(), WHOLE_MS).unref();
    return true;
  }

  #forget(): void {
    const now = performance.now();
    for (const [client, whole] of this.#whole) if (whole <= now) this.#whole.delete(client);
    this.#timer = this.#whole.size > 0 ? this.#timer?.refresh() : undefined;
  }
}
