import type { AccessTo } from './device-database.ts';
import { openDatabase } from './device-database.ts';
import type { Draft, Kept, Parcel } from './stored-draft.ts';

interface Shelves {
  draft: Draft;
  parcel: Parcel;
  kept: Kept;
}
type Shelf = keyof Shelves;
const SHELVES: readonly Shelf[] = ['kept', 'draft', 'parcel'];

export type Access = AccessTo<Shelves>;

export interface Storage {
  /** False where the browser keeps nothing: then the page says so. */
  readonly isLasting: boolean;
  transact<T>(run: (access: Access) => Promise<T>): Promise<T>;
}

/** Nobody waits longer than this for a page. */
const PATIENCE = 3000;

/** The device's storage, or the page's own memory where there is none (private mode, old WebViews). */
export async function openStorage(): Promise<Storage> {
  try {
    const transact = await openDatabase<Shelves>('respond', SHELVES, PATIENCE);
    return { isLasting: true, transact };
  } catch {
    return inMemory();
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
