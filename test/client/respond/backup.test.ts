// Truth: peers.md C4, C11 (locked copy, two phones), T10 (clocks); the server's rule of revisions (contract/drafts.ts).
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DraftContent } from '#contract/draft-content.ts';
import { draftSecret, openDraft, sealDraft } from '#contract/draft-seal.ts';
import { serverNow, setClock } from '../../../client/clock.ts';
import { createBackup } from '../../../client/respond/backup.ts';
import { contentOf } from '../../../client/respond/copy-content.ts';
import type { Storage } from '../../../client/respond/storage.ts';
import { draftOf, newDevice, store, storedDraft } from './device.ts';

const TOKEN = 'ABCDEFGHIJKLMNOP';
/** With the code that `draftOf` gives a device. */
const SECRET = draftSecret(TOKEN, '0123456789ABCDEF');
let storage: Storage;
const watch = { onMerged: vi.fn(), onContinued: vi.fn(), onKept: vi.fn(), shown: () => ({}) };
const backup = () => createBackup(storage, { key: 'a', token: TOKEN }, watch);
beforeEach(async () => {
  storage = await newDevice();
  vi.clearAllMocks();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** The wire, with what the server says to a read and to each keeping. */
function wire(read: object, ...keeps: readonly [number, object][]) {
  const kept: { base: number; sealed: string }[] = [];
  vi.stubGlobal('fetch', async (_: string, { method, body }: RequestInit) => {
    if (method === 'POST') return Response.json(read);
    const [status, reply] = keeps[kept.length] ?? [503, {}];
    kept.push(JSON.parse(String(body)));
    return Response.json(reply, { status });
  });
  return kept;
}
const opened = async (sealed: string) => (await openDraft(SECRET, sealed)) as DraftContent;

test('what another phone has answered comes in, the latest of each question', async () => {
  await store(storage, draftOf('a', { answers: { '1': 4, '2': 4 }, stamps: { '1': 10, '2': 30 } }));
  const theirs: DraftContent = {
    answers: { '1': { value: 1, at: 20 }, '2': { value: 1, at: 20 }, '3': { value: 5, at: 5 } },
    at: '3',
  };
  const kept = wire({ revision: 7, sealed: await sealDraft(SECRET, theirs) }, [
    200,
    { revision: 8 },
  ]);
  await backup().pull();
  expect(await storedDraft(storage, 'a')).toMatchObject({
    answers: { '1': 1, '2': 4, '3': 5 },
    at: '3',
    revision: 8,
    isShared: true,
  });
  expect(watch.onMerged).toHaveBeenCalledOnce();
  expect(kept[0]?.base).toBe(7);
  expect((await opened(kept[0]?.sealed ?? '')).answers['2']).toEqual({ value: 4, at: 30 });
});

test('an answer taken back later stays taken back', async () => {
  await store(storage, draftOf('a', { answers: {}, stamps: { '1': 40 } }));
  const theirs = { answers: { '1': { value: 1, at: 20 } } };
  wire({ revision: 1, sealed: await sealDraft(SECRET, theirs) }, [200, { revision: 2 }]);
  await backup().pull();
  expect((await storedDraft(storage, 'a'))?.answers).toEqual({});
});

test('a draft begun anew while the copy was handed in does not pass for the whole of it', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await store(storage, draftOf('a', { answers: { '1': 4 }, stamps: { '1': 10 }, revision: 2 }));
  vi.stubGlobal('fetch', async () => {
    await store(storage, draftOf('a', { answers: { '2': 5 }, stamps: { '2': 20 } }));
    return Response.json({ revision: 3 });
  });
  backup().push();
  vi.advanceTimersByTime(2000);
  vi.useRealTimers();
  await vi.waitFor(() => expect(watch.onKept).toHaveBeenCalledWith(true), { timeout: 120_000 });
  expect(await storedDraft(storage, 'a')).toMatchObject({ answers: { '2': 5 }, revision: 0 });
});

test('where another phone was faster, both are merged and handed in again', async () => {
  await store(storage, draftOf('a', { answers: { '1': 4 }, stamps: { '1': 10 } }));
  const newer = await sealDraft(SECRET, { answers: { '2': { value: 2, at: 11 } } });
  const kept = wire(
    { revision: 0, sealed: null },
    [409, { code: 'draft_outdated', details: { revision: 3, sealed: newer } }],
    [200, { revision: 4 }],
  );
  await backup().pull();
  expect(kept.map(({ base }) => base)).toEqual([0, 3]);
  expect(Object.keys((await opened(kept[1]?.sealed ?? '')).answers)).toEqual(['1', '2']);
  expect((await storedDraft(storage, 'a'))?.answers).toEqual({ '1': 4, '2': 2 });
});

test('several answers in a row are one copy, and only then is it said to be there', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await store(storage, draftOf('a', { answers: { '1': 4 }, stamps: { '1': 10 } }));
  const kept = wire({}, [200, { revision: 1 }]);
  const copy = backup();
  copy.push();
  copy.push();
  expect(watch.onKept).toHaveBeenLastCalledWith(false);
  vi.advanceTimersByTime(2000);
  vi.useRealTimers();
  await vi.waitFor(() => expect(watch.onKept).toHaveBeenLastCalledWith(true), { timeout: 120_000 });
  expect(kept).toHaveLength(1);
});

test('answers of one screen wait for each other, and go at once when the page goes out of sight', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await store(storage, draftOf('a', { answers: { '1': 4 }, stamps: { '1': 10 } }));
  const kept = wire({}, [200, { revision: 1 }], [200, { revision: 2 }], [200, { revision: 3 }]);
  const copy = backup();
  const untilKept = (count: number) =>
    vi.waitFor(
      () => {
        expect(kept).toHaveLength(count);
        expect(watch.onKept).toHaveBeenLastCalledWith(true);
      },
      { timeout: 120_000 },
    );
  copy.flush();
  copy.touch();
  vi.advanceTimersByTime(50_000);
  copy.touch();
  vi.advanceTimersByTime(9000);
  expect(kept).toHaveLength(0);
  vi.advanceTimersByTime(1000);
  await untilKept(1);
  copy.touch();
  copy.flush();
  copy.flush();
  await untilKept(2);
  copy.touch();
  copy.push();
  vi.advanceTimersByTime(2000);
  await untilKept(3);
  expect(copy.isIdle()).toBe(true);
});

test('a copy that lacks what is on the screen is not said to be one', async () => {
  await store(storage, draftOf('a', { answers: { '1': 4 }, stamps: { '1': 10 } }));
  const kept = wire({ revision: 0, sealed: null }, [200, { revision: 1 }]);
  vi.spyOn(watch, 'shown').mockReturnValueOnce({ '1': 10, '2': 20 });
  await backup().pull();
  expect(kept).toHaveLength(1);
  expect(watch.onKept).not.toHaveBeenCalledWith(true);
});

test('a copy that cannot be had, or does not open, changes nothing here', async () => {
  const draft = draftOf('a', { answers: { '1': 4 }, stamps: { '1': 10 } });
  await store(storage, draft);
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network')));
  await backup().pull();
  expect(await storedDraft(storage, 'a')).toEqual(draft);
  const foreign = await sealDraft('PONMLKJIHGFEDCBA', { answers: { '1': { value: 1, at: 99 } } });
  wire({ revision: 2, sealed: foreign }, [200, { revision: 3 }]);
  await backup().pull();
  expect((await storedDraft(storage, 'a'))?.answers).toEqual({ '1': 4 });
});

test('times are those of the server, on a phone whose clock is a year behind', () => {
  vi.setSystemTime(new Date('2025-11-21T02:00:00Z'));
  setClock('Sat, 21 Nov 2026 02:00:00 GMT');
  expect(new Date(serverNow()).toISOString()).toBe('2026-11-21T02:00:00.000Z');
  setClock(null);
  expect(new Date(serverNow()).getUTCFullYear()).toBe(2026);
  vi.useRealTimers();
  setClock(new Date().toUTCString());
});

test('replies that tell the second do not move a clock that is right within it', async () => {
  vi.resetModules();
  const clock = await import('../../../client/clock.ts');
  vi.setSystemTime(new Date('2026-11-21T02:00:00.400Z'));
  clock.setClock('Sat, 21 Nov 2026 02:00:00 GMT');
  const before = clock.serverNow();
  vi.setSystemTime(new Date('2026-11-21T02:00:05.900Z'));
  clock.setClock('Sat, 21 Nov 2026 02:00:05 GMT');
  expect(clock.serverNow() - before).toBe(5500);
  // An hour ahead: within the announced second all the same.
  vi.setSystemTime(new Date('2026-11-21T03:00:06.100Z'));
  clock.setClock('Sat, 21 Nov 2026 02:00:06 GMT');
  expect(new Date(clock.serverNow()).toISOString()).toMatch(/^2026-11-21T02:00:06/);
  vi.useRealTimers();
});

test('the start page is no place to go on from on the other phone', () => {
  expect(contentOf(draftOf('a')).at).toBeUndefined();
  expect(contentOf(draftOf('a', { at: '3' })).at).toBe('3');
});
