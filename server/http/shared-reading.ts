/** At most twenty readings of one thing a second, however many ask. */
const APART_MS = 50;

interface Readings<T> {
  /** Undefined until somebody asks while one is under way. */
  next: Promise<T> | undefined;
  /** One after the other, and not too close. */
  readonly spaced: Promise<unknown>;
}

/**
 * Batches those who ask for the same thing: calls during a reading share the next reading
 * with all others who come meanwhile. So a reply never is older than its question, and who has written
 * something finds it; a crowd costs no more readings than a few.
 */
export class SharedReadings<T> {
  readonly #byKey = new Map<string, Readings<T>>();

  read(key: string, work: () => Promise<T>): Promise<T> {
    const readings = this.#byKey.get(key);
    if (!readings) return this.#begin(key, work);
    readings.next ??= readings.spaced.then(() => this.#begin(key, work));
    return readings.next;
  }

  #begin(key: string, work: () => Promise<T>): Promise<T> {
    const reading = work();
    const pause = new Promise((resolve) => setTimeout(resolve, APART_MS));
    const spaced = Promise.allSettled([reading, pause]);
    const readings: Readings<T> = { next: undefined, spaced };
    this.#byKey.set(key, readings);
    // Registered first, so it runs before the callers that wait for the next reading.
    spaced.then(() => {
      if (!readings.next) this.#byKey.delete(key);
    });
    return reading;
  }
}
