/**
 * Bulkhead (Nygard, Release It!, 2nd ed. 2018, ch. 5): work of one kind has a few places, and the rest of
 * it waits in line. A place is free again a turn of the event loop later, so that work of other
 * kinds comes between.
 */
export class Bulkhead {
  readonly #mostWaiting: number;
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(places: number, mostWaiting = Number.POSITIVE_INFINITY) {
    this.#free = places;
    this.#mostWaiting = mostWaiting;
  }

  /** Undefined, without having begun, where the line is too long already. */
  async run<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (this.#free > 0) this.#free -= 1;
    else if (this.#waiting.length >= this.#mostWaiting) return undefined;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      setImmediate(() => this.#leave());
    }
  }

  #leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free += 1;
  }
}
