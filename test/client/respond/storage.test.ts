// Truth: peers.md T3 (killed after any answer), T8 (IndexedDB absent, full, closed), T9 (second citizen on the device).
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openDeviceStore } from '../../../client/respond/field/device-store.ts';
import type { Storage } from '../../../client/respond/storage.ts';
import { inMemory, keyOf, openStorage } from '../../../client/respond/storage.ts';
import { draftOf, newDevice, store, storedDraft } from './device.ts';

let storage: Storage;
beforeEach(async () => {
  storage = await newDevice();
});
afterEach(() => vi.restoreAllMocks());

test('what one page has stored, the next page finds', async () => {
  await store(storage, draftOf('a', { answers: { '1': 4 } }));
  const reopened = await openStorage();
  expect(reopened.isLasting).toBe(true);
  expect((await storedDraft(reopened, 'a'))?.answers).toEqual({ '1': 4 });
});

test('a transaction that fails leaves nothing half done', async () => {
  await store(storage, draftOf('a'));
  const failing = storage.transact(async (access) => {
    await access.remove('draft', 'a');
    throw new Error('killed');
  });
  await expect(failing).rejects.toThrow('killed');
  expect(await storedDraft(storage, 'a')).toBeDefined();
});

test('a connection that the browser closed is opened again', async () => {
  await store(storage, draftOf('a'));
  const opened = vi.spyOn(indexedDB, 'open');
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(() => {
    throw new DOMException('closing', 'InvalidStateError');
  });
  expect(await storedDraft(storage, 'a')).toBeDefined();
  expect(opened).toHaveBeenCalledOnce();
});

test('a storage that the browser cut short at its opening is opened again', async () => {
  await store(storage, draftOf('a'));
  const begin = IDBDatabase.prototype.transaction;
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(function (
    this: IDBDatabase,
    ...which
  ) {
    const transaction = begin.apply(this, which);
    queueMicrotask(() => transaction.abort());
    return transaction;
  });
  const opened = await openStorage();
  expect(opened.isLasting).toBe(true);
  expect(await storedDraft(opened, 'a')).toBeDefined();
});

test('without IndexedDB the page keeps the answers itself, and says that they do not last', async () => {
  vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('denied', 'SecurityError');
  });
  const memory = await openStorage();
  expect(memory.isLasting).toBe(false);
  await store(memory, draftOf('a', { answers: { '1': 2 } }));
  expect((await storedDraft(memory, 'a'))?.answers).toEqual({ '1': 2 });
});

test('a browser whose IndexedDB never answers does not keep the page waiting', async () => {
  vi.useFakeTimers();
  vi.spyOn(indexedDB, 'open').mockReturnValue({} as IDBOpenDBRequest);
  const opening = openStorage();
  await vi.advanceTimersByTimeAsync(3000);
  expect((await opening).isLasting).toBe(false);
  vi.useRealTimers();
});

test('a field device, which has no memory to fall back on, waits for a slow storage and opens one that was cut short again', async () => {
  const open = indexedDB.open.bind(indexedDB);
  const answered = Promise.withResolvers<void>();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.spyOn(indexedDB, 'open')
    .mockImplementationOnce(() => {
      throw new DOMException('closing', 'AbortError');
    })
    .mockImplementationOnce((name, version) => {
      const request = open(name, version);
      // The disk is busy: the page hears of it four seconds later.
      const waiting = new Proxy(request, {
        get: (target, key) => Reflect.get(target, key),
        set(target, key, listener) {
          const later = () => {
            setTimeout(listener, 4000);
            answered.resolve();
          };
          return Reflect.set(target, key, key === 'onsuccess' ? later : listener);
        },
      });
      return waiting;
    });
  const opening = openDeviceStore();
  await vi.advanceTimersByTimeAsync(1000);
  await answered.promise;
  await vi.advanceTimersByTimeAsync(9000);
  vi.useRealTimers();
  const transact = await opening;
  expect(await transact((access) => access.all('parcel'))).toEqual([]);
});

test('the memory too does a transaction whole or not at all', async () => {
  const memory = inMemory();
  await store(memory, draftOf('a'));
  const failing = memory.transact(async (access) => {
    await access.remove('draft', 'a');
    throw new Error('killed');
  });
  await expect(failing).rejects.toThrow('killed');
  expect(await storedDraft(memory, 'a')).toBeDefined();
});

test('two slips on one device have different names, and the name is not the secret', async () => {
  const [a, b] = await Promise.all([keyOf('A'.repeat(16)), keyOf('B'.repeat(16))]);
  expect(a).not.toBe(b);
  expect(a).toMatch(/^[0-9a-f]{64}$/);
});
