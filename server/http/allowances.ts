/**
 * What each client may ask: `burst` at once, for long one each `everyMs`. The generic cell rate algorithm (ITU-T I.371) keeps one
 * number of a client, the moment at which its allowance is whole again, and nothing soon after it is.
 */
export class Allowances<Client> {
  readonly #whole = new Map<Client, number>();
  readonly #everyMs: number;
  readonly #wholeMs: number;
  #timer: NodeJS.Timeout | undefined;

  constructor({ burst, everyMs }: { readonly burst: number; readonly everyMs: number }) {
    this.#everyMs = everyMs;
    this.#wholeMs = burst * everyMs;
  }

  /** What is left after it of the client's allowance, from 1 to 0; undefined, and nothing taken, where nothing was left. */
  take(client: Client): number | undefined {
    const now = performance.now();
    const whole = Math.max(now, this.#whole.get(client) ?? now) + this.#everyMs;
    if (whole - now > this.#wholeMs) return;
    this.#whole.set(client, whole);
    this.#timer ??= setTimeout(() => this.#forget(), this.#wholeMs).unref();
    return 1 - (whole - now) / this.#wholeMs;
  }

  #forget(): void {
    const now = performance.now();
    for (const [client, whole] of this.#whole) if (whole <= now) this.#whole.delete(client);
    this.#timer = this.#whole.size > 0 ? this.#timer?.refresh() : undefined;
  }
}
