/** What one transaction may do. All of it is stored, or nothing. */
export interface AccessTo<T> {
  get<S extends keyof T>(shelf: S, key: string): Promise<T[S] | undefined>;
  all<S extends keyof T>(shelf: S): Promise<T[S][]>;
  put<S extends keyof T>(shelf: S, value: T[S]): Promise<unknown>;
  remove(shelf: keyof T, key: string): Promise<unknown>;
}
export type Transact<T> = <R>(run: (access: AccessTo<T>) => Promise<R>) => Promise<R>;

/**
 * A database of the device with these shelves, whose values are known by their `key`.
 * A store that does not answer within `patience` ms is none: some WebViews never do. One that the browser cut short once is not.
 */
export async function openDatabase<T>(
  name: string,
  shelves: readonly (keyof T & string)[],
  patience: number,
): Promise<Transact<T>> {
  const open = () => openReadable<T>(() => connect(name, shelves, patience), shelves);
  return open().catch((error) => {
    if (!(error instanceof DOMException)) throw error;
    return open();
  });
}

/** A store that opens and cannot be read is none. */
async function openReadable<T>(
  reconnect: () => Promise<IDBDatabase>,
  shelves: readonly (keyof T & string)[],
): Promise<Transact<T>> {
  let database = await reconnect();
  const transact: Transact<T> = async (run) => {
    try {
      return await transactOn(database, shelves, run);
    } catch (error) {
      // WebKit closes connections behind the page's back: once more on a fresh one.
      if ((error as Error).name !== 'InvalidStateError') throw error;
      database = await reconnect();
      return transactOn(database, shelves, run);
    }
  };
  await transact((access) => access.all(shelves[0]!));
  return transact;
}

function connect(name: string, shelves: readonly string[], patience: number): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('no answer')), patience);
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
