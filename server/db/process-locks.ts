import pg from 'pg';
import type { Db } from './schema.ts';

/**
 * What only one server process may do at a time, such as to import one list. They are session locks of PostgreSQL on
 * a connection of their own, so they fall with their process, killed or not, and another process takes the work over.
 * The embedded database has one process.
 */
export class ProcessLocks {
  readonly #settings: pg.ClientConfig;
  readonly #held = new Set<string>();
  #connecting: Promise<pg.Client> | undefined;

  constructor(settings: pg.ClientConfig) {
    this.#settings = settings;
  }

  async tryHold(name: string): Promise<boolean> {
    if (this.#held.has(name)) return true;
    const client = await this.#client();
    const { rows } = await client.query<{ is_held: boolean }>(
      "select pg_try_advisory_lock(hashtextextended($1 || coalesce(current_schema(), ''), 2)) as is_held",
      [name],
    );
    const isHeld = rows[0]!.is_held;
    if (isHeld) this.#held.add(name);
    return isHeld;
  }

  async release(name: string): Promise<void> {
    if (!this.#held.delete(name)) return;
    const client = await this.#client();
    await client.query(
      "select pg_advisory_unlock(hashtextextended($1 || coalesce(current_schema(), ''), 2))",
      [name],
    );
  }

  async close(): Promise<void> {
    const client = await this.#connecting?.catch(() => undefined);
    this.#lose();
    await client?.end().catch(() => undefined);
  }

  #client(): Promise<pg.Client> {
    this.#connecting ??= this.#connect();
    return this.#connecting;
  }

  #connect(): Promise<pg.Client> {
    const client = new pg.Client(this.#settings);
    const connecting = client.connect().then(() => client);
    // A database that restarts has let go of every lock. A connection ends by more than one event: the last may come when
    // there is another one, whose locks are held.
    const lose = () => {
      if (this.#connecting === connecting) this.#lose();
    };
    client.on('error', lose);
    client.on('end', lose);
    connecting.catch(lose);
    return connecting;
  }

  #lose(): void {
    this.#held.clear();
    this.#connecting = undefined;
  }
}

const locks = new WeakMap<Db, ProcessLocks>();

export const keepLocks = (db: Db, kept: ProcessLocks): void => void locks.set(db, kept);

/** Whether other processes may work on the same database. */
export const isShared = (db: Db): boolean => locks.has(db);

/** True where this process has the lock now, or where there is no other process. */
export const tryHold = async (db: Db, name: string): Promise<boolean> =>
  (await locks.get(db)?.tryHold(name)) ?? true;

export const release = async (db: Db, name: string): Promise<void> => locks.get(db)?.release(name);
