import { IDBFactory } from 'fake-indexeddb';
import type { Visit } from '../../client/respond/visit.ts';
import type { Chance } from './chance.ts';
import type { PageModules, Surroundings } from './page.ts';

/** Waits of the page are shortened by this much, so that a minute of fieldwork fits into seconds. */
const HASTE = 10;
/** Of `client/respond/storage.ts`. One process plays all telephones, so a storage may keep a page waiting for it. */
const STORAGE_PATIENCE = 3000;

/** One page on one device, from its opening until it is closed or killed. */
export interface Page {
  readonly modules: PageModules;
  visit?: Visit;
  readonly isDead: boolean;
  /** Never resolves: rejects when the page is no more. */
  readonly death: Promise<never>;
  kill(): void;
}

interface OpenPage extends Page {
  /** What was not complete is undone, and the next access finds the storage that is there now. */
  disconnect(): void;
}

export class PageGone extends Error {
  override readonly name = 'PageGone';
}

export type Make = (around: Surroundings) => PageModules;
export type Send = (path: string, init: RequestInit) => Promise<Response>;

/** A telephone: what it has stored outlives its pages. */
export interface Device {
  /** Everything stored is lost, as when the telephone falls into the paddy field. */
  lose(): void;
  /** The browser, short of space, clears the site's storage, also under pages that are open. */
  evict(): void;
  open(send: Send): Page;
  /** The last write that was completed is on the storage that is there now, not on one cleared since. */
  holdsLastWrite(): boolean;
  /** A tab has written: the others get a message. */
  tell(from: Page, key: string): void;
}

export function newDevice(make: Make, chance: Chance): Device {
  let disk = new IDBFactory();
  let written: IDBFactory | undefined;
  const pages = new Set<OpenPage>();
  // Half of the telephones in the field have no Web Locks.
  const locks = chance.is(0.5) ? newLocks() : undefined;
  return {
    lose() {
      disk = new IDBFactory();
    },
    evict() {
      disk = new IDBFactory();
      for (const page of pages) page.disconnect();
    },
    holdsLastWrite: () => written === disk,
    tell(from, key) {
      for (const page of pages) {
        if (page !== from && !page.isDead) page.visit?.follow(key).catch(() => undefined);
      }
    },
    open(send) {
      const page = newPage(
        make,
        () => disk,
        locks,
        chance,
        send,
        () => pages.delete(page),
        (storage) => {
          written = storage;
        },
      );
      pages.add(page);
      return page;
    },
  };
}

const never = new Promise<never>(() => {});

function newPage(
  make: Make,
  disk: () => IDBFactory,
  locks: Locks | undefined,
  chance: Chance,
  send: Send,
  onDeath: () => void,
  onWritten: (storage: IDBFactory) => void,
): OpenPage {
  let isDead = false;
  const { promise: death, reject: die } = Promise.withResolvers<never>();
  death.catch(() => undefined);
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const writing = new Set<IDBTransaction>();
  const connections = new Set<IDBDatabase>();
  /** What comes back to a page that is no more comes back to nobody. */
  const alive = async <T>(work: Promise<T>): Promise<T> => {
    try {
      const result = await work;
      return isDead ? never : result;
    } catch (error) {
      if (isDead) return never;
      throw error;
    }
  };
  const modules = make({
    fetch: (path, init) => (isDead ? never : alive(send(path, init))),
    indexedDB: openedDisk(disk, connections, { writing, chance, isDead: () => isDead, onWritten }),
    navigator: {
      onLine: true,
      ...(locks && { locks: { request: (_, run) => alive(locks.request(run, death)) } }),
    },
    history: { replaceState: () => undefined },
    setTimeout(run, delay = 0) {
      const timer = setTimeout(
        () => {
          timers.delete(timer);
          if (!isDead) run();
        },
        delay === STORAGE_PATIENCE ? delay : delay / HASTE,
      );
      timers.add(timer);
      return timer;
    },
    clearTimeout: (timer) => clearTimeout(timer),
  });
  return {
    modules,
    get isDead() {
      return isDead;
    },
    death,
    disconnect() {
      for (const transaction of writing) abort(transaction);
      for (const connection of connections) connection.close();
      connections.clear();
    },
    kill() {
      if (isDead) return;
      isDead = true;
      timers.forEach(clearTimeout);
      // What was not yet complete is undone, as IndexedDB does when a process ends.
      for (const transaction of writing) abort(transaction);
      onDeath();
      die(new PageGone());
    },
  };
}

interface Watched {
  readonly writing: Set<IDBTransaction>;
  readonly chance: Chance;
  isDead(): boolean;
  onWritten(storage: IDBFactory): void;
}

function openedDisk(
  disk: () => IDBFactory,
  connections: Set<IDBDatabase>,
  { onWritten, ...watched }: Watched,
): Pick<IDBFactory, 'open'> {
  return {
    open(name, version) {
      const storage = disk();
      const request = storage.open(name, version);
      request.addEventListener('success', () => {
        // Cleared while it was being opened: what was opened is gone too.
        if (storage !== disk()) return request.result.close();
        connections.add(request.result);
        watch(request.result, { ...watched, onWritten: () => onWritten(storage) });
      });
      return request;
    },
  };
}

/** Knows the transactions under way; now and then closes the connection behind the page's back, as WebKit does. */
function watch(
  database: IDBDatabase,
  { writing, chance, isDead, onWritten }: Omit<Watched, 'onWritten'> & { onWritten(): void },
): void {
  const begin = database.transaction.bind(database);
  database.transaction = (...which) => {
    if (isDead()) throw new DOMException('', 'AbortError');
    if (chance.is(0.005)) database.close();
    const transaction = begin(...which);
    // A device that is full, or that the system takes back, undoes what was written.
    if (chance.is(0.03)) setImmediate(() => abort(transaction));
    writing.add(transaction);
    for (const end of ['complete', 'abort'])
      transaction.addEventListener(end, () => writing.delete(transaction));
    transaction.addEventListener('complete', onWritten);
    return transaction;
  };
}

function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It has ended in this very moment.
  }
}

interface Locks {
  request<T>(run: () => Promise<T>, death: Promise<never>): Promise<T>;
}

/** One holder at a time; a page that is killed lets go. */
function newLocks(): Locks {
  let tail: Promise<unknown> = Promise.resolve();
  return {
    request(run, death) {
      const turn = tail.then(() => Promise.race([death, run()]));
      tail = turn.catch(() => undefined);
      return turn;
    },
  };
}
