import { addCount, readCount } from '../db/shared-counts.ts';
import type { Deps } from '../deps.ts';

/** Wrong codes of a day over all networks up to which a network pays for its own alone. */
export const CALM_WRONG = 3000;
const DAY = 86_400_000;
/** Half of what was a day before counts: after a week less than one in a hundred. */
const DAYS = 7;

/** Wrong codes over all networks and server processes: of this day, and half of what was before. */
export class WrongCodes {
  readonly #deps: Deps;
  readonly #byDay = new Map<number, number>();

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  get pressure(): number {
    const today = this.#today();
    let wrong = 0;
    for (const [day, count] of this.#byDay) wrong += Math.floor(count / 2 ** (today - day));
    return Math.max(1, wrong / CALM_WRONG);
  }

  async read(): Promise<void> {
    const today = this.#today();
    // Days that have ended are read once.
    const days = this.#byDay.has(today)
      ? [today]
      : Array.from({ length: DAYS }, (_, ago) => today - ago);
    const { db } = this.#deps;
    const counts = await Promise.all(days.map((day) => readCount(db, keyOf(day))));
    if (days.length > 1) this.#byDay.clear();
    for (const [place, day] of days.entries()) this.#byDay.set(day, counts[place]?.count ?? 0);
  }

  async add(): Promise<void> {
    const now = this.#deps.now();
    const day = this.#today();
    const until = new Date((day + DAYS) * DAY);
    const { count } = await addCount(this.#deps.db, { key: keyOf(day), by: 1, now, until });
    if (this.#byDay.has(day)) this.#byDay.set(day, count);
  }

  #today = (): number => Math.floor(this.#deps.now().getTime() / DAY);
}

const keyOf = (day: number): string => `wrong codes of day ${day}`;
