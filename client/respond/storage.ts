import type { Opening } from '#contract/opening.ts';
import type { Answers } from '#contract/questionnaire.ts';
import type { Submission } from '#contract/responses.ts';
import type { Effort } from './effort.ts';

/** A slip on this device: the token of its link, and the name under which the device keeps it. */
export interface Slip {
  readonly key: string;
  readonly token: string;
}

/** Answers on their way. `key` is a hash of the token, so that one slip never sees another's. */
export interface Draft {
  readonly key: string;
  readonly opening: Opening;
  readonly answers: Answers;
  /** When each answer was given or taken back, by the server's clock: the latest counts. */
  readonly stamps: Readonly<Record<string, number>>;
  /** How often each was written on this device: the order of its tabs, which no clock can turn round. */
  readonly turns?: Readonly<Record<string, number>>;
  /**
   * Made on this device, or typed in from the one that has begun: with the link's token it names and opens
   * the locked copy on the server, which never learns it.
   */
  readonly code: string;
  /** Which of two codes stays, where a cleared storage has got another: 0 never shown, 1 shown, or when it was taken over. */
  readonly codeWeight: number;
  /** The person does not want to write it down. */
  readonly isCodeSkipped?: true;
  /** When another device last continued with it. */
  readonly continuedAt?: number;
  /** Of the locked copy on the server that this draft holds all of. */
  readonly revision: number;
  /** To which that copy was padded: no later one is shorter. */
  readonly room?: number;
  /** First question of the screen that is open, `start` or `check`. */
  readonly at: string;
  /** The person pressed “Bắt đầu”, and the server knows it. */
  readonly started: 'no' | 'here' | 'known';
  readonly effort?: Effort;
  /** Answers of another device have come in: the effort here is not the whole. */
  readonly isShared?: true;
}

/** A sealed submission; it changes no more. `refusal` is set when the server said no for good. */
export interface Parcel {
  readonly key: string;
  readonly submissionId: string;
  readonly submission: Submission;
  readonly hotline: string;
  readonly refusal?: Refused;
}
export interface Refused {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** All that stays once the server has the response. */
export interface Kept {
  readonly key: string;
  readonly code: string;
  readonly week: string;
}

interface Shelves {
  draft: Draft;
  parcel: Parcel;
  kept: Kept;
}
type Shelf = keyof Shelves;
const SHELVES: readonly Shelf[] = ['draft', 'parcel', 'kept'];

/** What one transaction may do. All of it is stored, or nothing. */
export interface AccessTo<T> {
  get<S extends keyof T>(shelf: S, key: string): Promise<T[S] | undefined>;
  all<S extends keyof T>(shelf: S): Promise<T[S][]>;
  put<S extends keyof T>(shelf: S, value: T[S]): Promise<unknown>;
  remove(shelf: keyof T, key: string): Promise<unknown>;
}
export type Access = AccessTo<Shelves>;

export interface Storage {
  /** False where the browser keeps nothing: then the page says so. */
  readonly isLasting: boolean;
  transact<T>(run: (access: Access) => Promise<T>): Promise<T>;
}

/** The device's storage, or the page's own memory where there is none (private mode, old WebViews). */
export async function openStorage(): Promise<Storage> {
  try {
    const transact = await openDatabase<Shelves>('respond', SHELVES);
    // A store that opens and cannot be read is none.
    await transact((access) => access.all('kept'));
    return { isLasting: true, transact };
  } catch {
    return inMemory();
  }
}

type Transact<T> = <R>(run: (access: AccessTo<T>) => Promise<R>) => Promise<R>;

/** A database of the device with these shelves, whose values are known by their `key`. */
export async function openDatabase<T>(
  name: string,
  shelves: readonly (keyof T & string)[],
): Promise<Transact<T>> {
  let database = await connect(name, shelves);
  return async (run) => {
    try {
      return await transactOn(database, shelves, run);
    } catch (error) {
      // WebKit closes connections behind the page's back: once more on a fresh one.
      if ((error as Error).name !== 'InvalidStateError') throw error;
      database = await connect(name, shelves);
      return transactOn(database, shelves, run);
    }
  };
}

/** Some WebViews never answer; nobody waits longer than this for a page. */
const PATIENCE = 3000;

function connect(name: string, shelves: readonly string[]): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('no answer')), PATIENCE);
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      for (const shelf of shelves) request.result.createObjectStore(shelf, { keyPath: 'key' });
    };
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
  });
}

function transactOn<T, R>(
  database: IDBDatabase,
  shelves: readonly (keyof T & string)[],
  run: (access: AccessTo<T>) => Promise<R>,
): Promise<R> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction([...shelves], 'readwrite');
    const ask = <V>(request: IDBRequest<V>) =>
      new Promise<V>((done, failed) => {
        request.onsuccess = () => done(request.result);
        request.onerror = () => failed(request.error);
      });
    const on = (shelf: keyof T) => transaction.objectStore(shelf as string);
    const access: AccessTo<T> = {
      get: (shelf, key) => ask(on(shelf).get(key)),
      all: (shelf) => ask(on(shelf).getAll()),
      put: (shelf, value) => ask(on(shelf).put(value)),
      remove: (shelf, key) => ask(on(shelf).delete(key)),
    };
    let result: R;
    // Only when the transaction is complete is anything on the device.
    transaction.oncomplete = () => resolve(result);
    transaction.onabort = () => reject(transaction.error ?? new DOMException('', 'AbortError'));
    run(access).then(
      (value) => {
        result = value;
      },
      (error) => {
        reject(error);
        if (transaction.error === null) abort(transaction);
      },
    );
  });
}

function abort(transaction: IDBTransaction) {
  try {
    transaction.abort();
  } catch {
    // It has ended by itself.
  }
}

export function inMemory(): Storage {
  let kept = new Map<string, unknown>();
  let queue: Promise<unknown> = Promise.resolve();
  return {
    isLasting: false,
    transact(run) {
      const turn = queue.then(async () => {
        const tried = new Map(kept);
        const result = await run(accessTo(tried));
        kept = tried;
        return result;
      });
      queue = turn.catch(() => undefined);
      return turn;
    },
  };
}

function accessTo(map: Map<string, unknown>): Access {
  return {
    get: async (shelf, key) => map.get(`${shelf} ${key}`) as never,
    all: async (shelf) =>
      [...map].filter(([name]) => name.startsWith(`${shelf} `)).map(([, value]) => value as never),
    put: async (shelf, value) => map.set(`${shelf} ${value.key}`, value),
    remove: async (shelf, key) => map.delete(`${shelf} ${key}`),
  };
}

/** Name of a token on the device. Without a secure context there is no digest; the token is then its own name. */
export async function keyOf(token: string): Promise<string> {
  if (!globalThis.crypto?.subtle) return token;
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
