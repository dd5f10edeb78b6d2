import type { Addition, Count } from '../db/shared-counts.ts';
import { addCount, countKey, giveBackCount, readCount, takeCount } from '../db/shared-counts.ts';
import type { Deps } from '../deps.ts';
import { Bulkhead } from '../http/bulkhead.ts';

const HOUR = 3_600_000;
/** A bound on memory, which nobody reaches by typing. */
const MOST_NAMES = 500_000;

export const hourOf = (now: Date): number => Math.floor(now.getTime() / HOUR);
export const endOfHour = (now: Date): Date => new Date((hourOf(now) + 1) * HOUR);

interface Local {
  /** A process looks up one code after the other for a name; several processes one each. */
  readonly turn: Bulkhead;
  isSpent: boolean;
}

/**
 * Tries of an hour that led to nothing, counted for a name over all server processes, which all know it by the
 * same keyed hash. What led to something writes nothing while less than half is used up. From there on each try
 * is taken before anything is looked up, so that six processes at the same moment give no more than one.
 */
export class SharedTries {
  readonly #deps: Deps;
  readonly #locals = new Map<string, Local>();
  #hour = 0;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  async spend<T>(
    name: string,
    readMost: () => Promise<number>,
    find: () => Promise<T | undefined>,
  ): Promise<'spent' | { readonly found: T | undefined }> {
    const local = this.#localOf(name);
    const tried = await local.turn.run(async () => {
      if (local.isSpent) return 'spent' as const;
      const { db } = this.#deps;
      const [known, most] = await Promise.all([readCount(db, this.#keyOf(name)), readMost()]);
      const count = known?.count ?? 0;
      local.isSpent = count >= most;
      if (local.isSpent) return 'spent' as const;
      return count < most / 2
        ? this.#tryFirst(name, most, find)
        : this.#takeFirst(name, most, find);
    });
    return tried ?? 'spent';
  }

  /** Others, at other processes, may use up the last while nothing is found here: then this one is spent, too. */
  async #tryFirst<T>(name: string, most: number, find: () => Promise<T | undefined>) {
    const found = await find().catch(async (error: unknown) => {
      await this.add(name);
      throw error;
    });
    if (found === undefined && (await this.add(name)).count > most) return 'spent' as const;
    return { found };
  }

  async #takeFirst<T>(name: string, most: number, find: () => Promise<T | undefined>) {
    if (!(await this.take(name, most))) return 'spent' as const;
    const found = await find();
    if (found !== undefined) await this.giveBack(name);
    return { found };
  }

  add = (name: string, waitMs = 0): Promise<Count> =>
    addCount(this.#deps.db, { ...this.#step(name), waitMs });

  take = (name: string, most: number): Promise<boolean> =>
    takeCount(this.#deps.db, this.#step(name), most);

  giveBack = (name: string): Promise<void> => giveBackCount(this.#deps.db, this.#keyOf(name));

  #step(name: string): Addition {
    const now = this.#deps.now();
    return { key: this.#keyOf(name), by: 1, now, until: endOfHour(now) };
  }

  #keyOf = (name: string): string => countKey(this.#deps.secrets, hourOf(this.#deps.now()), name);

  #localOf(name: string): Local {
    const hour = hourOf(this.#deps.now());
    if (hour !== this.#hour) this.#locals.clear();
    this.#hour = hour;
    const local = this.#locals.get(name) ?? { turn: new Bulkhead(1), isSpent: false };
    this.#locals.set(name, local);
    const [oldest = ''] = this.#locals.keys();
    if (this.#locals.size > MOST_NAMES) this.#locals.delete(oldest);
    return local;
  }
}
