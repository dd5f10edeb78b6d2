// Truth: ux.md §4.2–4.3 (states and ends), peers.md T9 (second citizen), T11 (two devices), T12 (captive portal).
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { draftSecret, sealDraft } from '#contract/draft-seal.ts';
import { setClock } from '../../../client/clock.ts';
import { isSealed } from '../../../client/respond/scene.ts';
import type { Storage } from '../../../client/respond/storage.ts';
import { keyOf } from '../../../client/respond/storage.ts';
import type { Visit } from '../../../client/respond/visit.ts';
import { createVisit } from '../../../client/respond/visit.ts';
import { newDevice, opening, storedDraft } from './device.ts';
import { html, json, lost, network, problem, receipt } from './network.ts';

let storage: Storage;
let visit: Visit;
beforeEach(async () => {
  storage = await newDevice();
  visit = createVisit(storage, () => undefined);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  // A page that a test has left open hands in its copy two seconds later: happy-dom would ask a server for it.
  network(lost);
});

const TOKEN = 'ABCDEFGHIJKLMNOP';
const full = () => {
  throw new DOMException('full', 'QuotaExceededError');
};
const opened = json(200, opening);
const interview = () => {
  const { value } = visit.scene;
  if (value.kind !== 'interview') throw new Error(`the page shows ${value.kind}`);
  return value.interview;
};
const kind = () => visit.scene.value.kind;

test('opening a link asks only what it asks: nothing is begun', async () => {
  const calls = network(opened);
  await visit.arrive(TOKEN);
  expect(kind()).toBe('interview');
  expect(calls.map(({ path }) => path)).toEqual(['/api/invitation']);
  expect(calls[0]?.path).not.toContain(TOKEN);
});

test('the server hears of the start once; when it could not, again later', async () => {
  const signIn = json(200, { status: 'login' });
  const calls = network(opened, lost, signIn, json(200, { heard: 'started' }));
  await visit.arrive(TOKEN);
  visit.begin(interview(), '1');
  await vi.waitFor(() => expect(calls).toHaveLength(2), { timeout: 120_000 });
  await visit.retry();
  await visit.retry();
  await visit.retry();
  expect(calls.map(({ path }) => path)).toEqual([
    '/api/invitation',
    ...Array.from({ length: 3 }, () => '/api/invitation/start'),
  ]);
});

test('what was opened once goes on without network, at the answer where it stopped', async () => {
  network(opened);
  await visit.arrive(TOKEN);
  interview().goTo('3');
  await interview().answer('3', 5);

  network(lost);
  visit = createVisit(storage, () => undefined);
  await visit.arrive(TOKEN);
  expect(interview().draft.value).toMatchObject({ answers: { '3': 5 }, at: '3' });
  expect(visit.isOffline.value).toBe(true);
});

test('answers, network gone: not sent; network back: received, by the receipt alone', async () => {
  network(opened, lost, receipt);
  await visit.arrive(TOKEN);
  await interview().answer('1', 4);
  await visit.send('vi');
  expect(visit.scene.value).toMatchObject({ kind: 'waiting', trouble: 'offline' });
  await visit.retry();
  expect(visit.scene.value).toMatchObject({ kind: 'received', kept: { code: '7K4M9QXE' } });
  expect(await storedDraft(storage, await keyOf(TOKEN))).toBeUndefined();
});

test('the receipt stays with the link, also without network', async () => {
  network(opened, receipt);
  await visit.arrive(TOKEN);
  await interview().answer('1', 4);
  await visit.send('vi');
  network(lost);
  visit = createVisit(storage, () => undefined);
  await visit.arrive(TOKEN);
  expect(visit.scene.value).toMatchObject({ kind: 'received', kept: { code: '7K4M9QXE' } });
});

test('a second citizen on the device sees nothing of the first', async () => {
  network(opened);
  await visit.arrive(TOKEN);
  await interview().answer('1', 1);
  visit = createVisit(storage, () => undefined);
  await visit.arrive('PONMLKJIHGFEDCBA');
  expect(interview().answers.value).toEqual({});
  expect(interview().draft.value.at).toBe('start');
});

test('forgetting wipes this slip and no other', async () => {
  network(opened);
  await visit.arrive('PONMLKJIHGFEDCBA');
  await interview().answer('1', 1);
  visit = createVisit(storage, () => undefined);
  await visit.arrive(TOKEN);
  await interview().answer('1', 2);
  await visit.forget();
  expect(kind()).toBe('forgotten');
  expect(await storedDraft(storage, await keyOf(TOKEN))).toBeUndefined();
  const other = await storedDraft(storage, await keyOf('PONMLKJIHGFEDCBA'));
  expect(other?.answers).toEqual({ '1': 1 });
});

test('another phone was first: what is here is set aside, not lost', async () => {
  network(opened, problem(409, 'response_already_received', { code: '7K4M9QXE' }));
  await visit.arrive(TOKEN);
  await interview().answer('1', 4);
  await visit.send('vi');
  expect(visit.scene.value).toMatchObject({
    kind: 'setAside',
    parcel: { submission: { answers: { '1': 4 } } },
    refusal: { code: 'response_already_received' },
  });
});

test('a link that ends says why, and keeps what was answered', async () => {
  network(opened, problem(410, 'campaign_closed', { closedOn: '2026-12-15' }));
  await visit.arrive(TOKEN);
  await interview().answer('1', 4);
  visit = createVisit(storage, () => undefined);
  await visit.arrive(TOKEN);
  expect(visit.scene.value).toMatchObject({ kind: 'ended', refusal: { code: 'campaign_closed' } });
  expect((await storedDraft(storage, await keyOf(TOKEN)))?.answers).toEqual({ '1': 4 });
});

test('a device too full even for the questions: one answers all the same, and is told', async () => {
  network(opened, receipt);
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(full);
  await visit.arrive(TOKEN);
  expect(visit.isLasting.value).toBe(false);
  expect(interview().saved.value).toBe('memory');
  await interview().answer('1', 4);
  await visit.send('vi');
  expect(visit.scene.value).toMatchObject({ kind: 'received' });
  put.mockRestore();
});

test('a device too full for what is to be sent: it goes all the same, and leaves nothing here', async () => {
  network(opened, receipt);
  await visit.arrive(TOKEN);
  await interview().answer('1', 4);
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(full);
  await visit.send('vi');
  expect(visit.scene.value).toMatchObject({ kind: 'received' });
  put.mockRestore();
  expect(await storedDraft(storage, await keyOf(TOKEN))).toBeUndefined();
});

test.each([
  ['has no room for the receipt', () => vi.spyOn(IDBObjectStore.prototype, 'put')],
  ['refuses every access', () => vi.spyOn(IDBDatabase.prototype, 'transaction')],
])('a device that %s: the receipt is shown all the same', async (_, access) => {
  network(opened, lost, receipt);
  await visit.arrive(TOKEN);
  await interview().answer('1', 4);
  await visit.send('vi');
  expect(kind()).toBe('waiting');
  const broken = access().mockImplementation(full);
  await visit.retry();
  expect(visit.scene.value).toMatchObject({ kind: 'received', kept: { code: '7K4M9QXE' } });
  broken.mockRestore();
});

test('a device that has no room for the server’s no: it is shown all the same', async () => {
  network(opened, lost, problem(409, 'response_already_received'));
  await visit.arrive(TOKEN);
  await interview().answer('1', 4);
  await visit.send('vi');
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(full);
  await visit.retry();
  expect(visit.scene.value).toMatchObject({
    kind: 'setAside',
    refusal: { code: 'response_already_received' },
  });
  put.mockRestore();
});

test('sent from a full device without network: the device keeps the answers for the next time', async () => {
  network(opened);
  await visit.arrive(TOKEN);
  await interview().answer('1', 4);
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(full);
  await visit.send('vi');
  expect(visit.scene.value).toMatchObject({ kind: 'waiting' });
  expect(visit.isLasting.value).toBe(false);
  put.mockRestore();
  visit = createVisit(storage, () => undefined);
  network(opened, receipt);
  await visit.arrive(TOKEN);
  expect(interview().answers.value).toEqual({ '1': 4 });
  await visit.send('vi');
  expect(visit.scene.value).toMatchObject({ kind: 'received' });
});

test('a device that refuses once is not yet full', async () => {
  network(opened);
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(full);
  await visit.arrive(TOKEN);
  expect([visit.isLasting.value, interview().saved.value]).toEqual([true, 'saved']);
});

test('room again: the memory goes to the device, under what another tab has stored there by now', async () => {
  network(opened);
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(full);
  await visit.arrive(TOKEN);
  put.mockRestore();
  setClock(new Date(Date.now() + 300_000).toUTCString());
  await interview().answer('1', null);
  await interview().answer('2', 3);
  expect(interview().saved.value).toBe('memory');
  setClock(new Date().toUTCString());
  const other = createVisit(storage, () => undefined);
  await other.arrive(TOKEN);
  const { value } = other.scene;
  if (value.kind !== 'interview') throw new Error(value.kind);
  await value.interview.answer('1', 5);
  await visit.follow(await keyOf(TOKEN));
  expect([visit.isLasting.value, interview().saved.value]).toEqual([true, 'saved']);
  expect(interview().answers.value).toEqual({ '1': 5, '2': 3 });
  await interview().answer('3', 1);
  expect((await storedDraft(storage, await keyOf(TOKEN)))?.answers).toEqual({
    '1': 5,
    '2': 3,
    '3': 1,
  });
});

test('a copy that did not come at the opening is asked for again', async () => {
  network(opened);
  await visit.arrive(TOKEN);
  await interview().answer('2', 3);
  visit = createVisit(storage, () => undefined);
  network(opened, lost);
  await visit.arrive(TOKEN);
  const secret = draftSecret(TOKEN, interview().draft.value.code);
  const sealed = await sealDraft(secret, { answers: { '1': { value: 4, at: 5 } } });
  vi.stubGlobal('fetch', async () => Response.json({ revision: 1, sealed }));
  await visit.retry();
  await vi.waitFor(() => expect(interview().answers.value).toEqual({ '1': 4, '2': 3 }), {
    timeout: 120_000,
  });
});

/** The browser has cleared the site's storage behind the page's back. */
async function evict(): Promise<void> {
  // A transaction waits for nothing but the storage: it would end without having removed anything.
  const key = await keyOf(TOKEN);
  await storage.transact(async (access) => {
    for (const shelf of ['draft', 'parcel', 'kept'] as const) await access.remove(shelf, key);
  });
  expect(await storedDraft(storage, key)).toBeUndefined();
}

test('storage that the browser cleared under the interview: the page lays its answers down again', async () => {
  network(opened, receipt);
  await visit.arrive(TOKEN);
  await interview().answer('1', 4);
  await evict();
  await interview().answer('2', 5);
  expect(interview().saved.value).toBe('saved');
  expect((await storedDraft(storage, await keyOf(TOKEN)))?.answers).toEqual({ '1': 4, '2': 5 });
  await evict();
  await visit.send('vi');
  expect(visit.scene.value).toMatchObject({ kind: 'received' });
});

test('storage cleared under one tab and begun anew by another: what only the first still knows stays', async () => {
  network(opened);
  await visit.arrive(TOKEN);
  await interview().answer('1', 4);
  await evict();
  const other = createVisit(storage, (key) => void visit.follow(key));
  await other.arrive(TOKEN);
  const { value } = other.scene;
  if (value.kind !== 'interview') throw new Error(value.kind);
  await value.interview.answer('2', 5);
  const both = { '1': 4, '2': 5 };
  await vi.waitFor(
    async () => expect((await storedDraft(storage, await keyOf(TOKEN)))?.answers).toEqual(both),
    { timeout: 120_000 },
  );
  await vi.waitFor(() => expect(interview().answers.value).toEqual(both), { timeout: 120_000 });
});

test('storage cleared under an interview is filled again when the page comes to the front', async () => {
  network(opened);
  await visit.arrive(TOKEN);
  await interview().answer('1', 4);
  await evict();
  await visit.retry();
  expect((await storedDraft(storage, await keyOf(TOKEN)))?.answers).toEqual({ '1': 4 });
});

test('one write that was undone, while sealed answers wait, keeps them on the telephone', async () => {
  network(opened, lost, lost);
  await visit.arrive(TOKEN);
  await interview().answer('1', 4);
  await visit.send('vi');
  expect(kind()).toBe('waiting');
  await evict();
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(full);
  await visit.retry();
  expect(visit.isLasting.value).toBe(true);
  const key = await keyOf(TOKEN);
  expect(await storage.transact((access) => access.get('parcel', key))).toBeDefined();
});

test('what the device had no room for is sent with all the rest', async () => {
  const calls = network(opened, receipt);
  await visit.arrive(TOKEN);
  await interview().answer('1', 4);
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(full);
  await interview().answer('2', 5);
  expect(interview().saved.value).toBe('full');
  put.mockImplementationOnce(full);
  await visit.send('vi');
  expect(kind()).toBe('received');
  expect(calls.at(-1)?.body.answers).toEqual({ '1': 4, '2': 5 });
  put.mockRestore();
});

test.each([
  ['and begun anew', () => undefined],
  ['and full', () => vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(full)],
])(
  'storage cleared while a link is opened again, %s: the answers are laid down and sent',
  async (_, then) => {
    network(opened);
    await visit.arrive(TOKEN);
    await interview().answer('1', 4);
    const cleared = async () => {
      await evict();
      then();
      return opened();
    };
    const calls = network(cleared, receipt);
    visit = createVisit(storage, () => undefined);
    await visit.arrive(TOKEN);
    expect(interview().answers.value).toEqual({ '1': 4 });
    expect((await storedDraft(storage, await keyOf(TOKEN)))?.answers).toEqual({ '1': 4 });
    await visit.send('vi');
    expect(calls.at(-1)?.body.answers).toEqual({ '1': 4 });
  },
);

test('storage that the browser cleared while the answers waited: the same submission goes', async () => {
  const calls = network(opened, lost, receipt);
  await visit.arrive(TOKEN);
  await interview().answer('1', 4);
  await visit.send('vi');
  expect(kind()).toBe('waiting');
  await evict();
  await visit.retry();
  expect(visit.scene.value).toMatchObject({ kind: 'received' });
  const sent = calls.filter(({ path }) => path.startsWith('/api/responses/'));
  expect(sent).toHaveLength(2);
  expect(sent[1]).toEqual(sent[0]);
});

test('storage that the browser cleared while a submission was on its way: the page still has it', async () => {
  const calls = network(opened, () => evict().then(lost), receipt);
  await visit.arrive(TOKEN);
  await interview().answer('1', 4);
  await visit.send('vi');
  expect(isSealed(visit.scene.value)).toBe(true);
  await visit.retry();
  expect(visit.scene.value).toMatchObject({ kind: 'received' });
  expect(calls.at(-1)).toEqual(calls.at(-2));
});

test('what another tab has wiped on purpose does not come back', async () => {
  network(opened);
  await visit.arrive(TOKEN);
  await interview().answer('1', 4);
  const held = interview();
  const other = createVisit(storage, (key, isWiped) => void visit.follow(key, isWiped));
  network(opened);
  await other.arrive(TOKEN);
  await other.forget();
  await vi.waitFor(() => expect(kind()).toBe('forgotten'), { timeout: 120_000 });
  await held.answer('2', 5);
  expect(await storedDraft(storage, await keyOf(TOKEN))).toBeUndefined();
});

test('a server in trouble does not come between a person and the answers', async () => {
  network(opened, problem(500, 'internal', { incident: 'AB12' }));
  await visit.arrive(TOKEN);
  visit = createVisit(storage, () => undefined);
  await visit.arrive(TOKEN);
  expect(kind()).toBe('interview');
  visit = createVisit(await newDevice(), () => undefined);
  await visit.arrive(TOKEN);
  expect(visit.scene.value).toMatchObject({
    kind: 'ended',
    refusal: { code: 'internal', details: { incident: 'AB12' } },
  });
});

test('a server that cannot now is asked again: no page says that the slip was refused', async () => {
  network(problem(503, 'database_away'), opened);
  await visit.arrive(TOKEN);
  expect(visit.scene.value).toEqual({ kind: 'unreached', trouble: 'busy' });
  await visit.retry();
  expect(kind()).toBe('interview');
});

test('a sign-in page in front of the first opening is said to be one, and tried again', async () => {
  network(html(200), opened);
  await visit.arrive(TOKEN);
  expect(visit.scene.value).toEqual({ kind: 'unreached', trouble: 'portal' });
  await visit.retry();
  expect(kind()).toBe('interview');
});

test('a sign-in page that answers in JSON is no server that heard a refusal to take part', async () => {
  network(opened, json(200, { status: 'login', url: 'http://wifi.example/' }));
  await visit.arrive(TOKEN);
  await interview().answer('1', 4);
  await expect(visit.decline('declined')).rejects.toThrow('portal');
  expect(kind()).toBe('interview');
  expect((await storedDraft(storage, await keyOf(TOKEN)))?.answers).toEqual({ '1': 4 });
});

test('declining is noted by the server before the answers go', async () => {
  network(opened, lost, json(200, { heard: 'declined' }));
  await visit.arrive(TOKEN);
  await interview().answer('1', 4);
  await expect(visit.decline('declined')).rejects.toThrow('offline');
  expect((await storedDraft(storage, await keyOf(TOKEN)))?.answers).toEqual({ '1': 4 });
  await visit.decline('declined');
  expect(kind()).toBe('declined');
  expect(await storedDraft(storage, await keyOf(TOKEN))).toBeUndefined();
});

test('another tab has sent: this one shows the receipt too', async () => {
  network(opened, opened, receipt);
  const other = createVisit(storage, (key) => void visit.follow(key));
  await visit.arrive(TOKEN);
  await interview().answer('1', 4);
  await other.arrive(TOKEN);
  await other.send('vi');
  await vi.waitFor(() => expect(kind()).toBe('received'), { timeout: 120_000 });
});

test('what another tab has written is handed in by this one too, should the other be closed', async () => {
  network(opened);
  await visit.arrive(TOKEN);
  vi.stubGlobal('fetch', json(200, { revision: 1 }));
  const other = interview().draft.value;
  await storage.transact((access) =>
    access.put('draft', { ...other, answers: { '1': 3 }, stamps: { '1': 5 } }),
  );
  // A copy goes two seconds after the last answer.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await visit.follow(other.key);
  expect(interview().answers.value).toEqual({ '1': 3 });
  expect(visit.isBackedUp.value).toBe(false);
  await vi.advanceTimersByTimeAsync(3000);
  vi.useRealTimers();
  await vi.waitFor(() => expect(visit.isBackedUp.value).toBe(true), { timeout: 120_000 });
});

test('a copy without the answers of a tab that was closed before it told is not called a copy', async () => {
  network(opened);
  await visit.arrive(TOKEN);
  vi.stubGlobal('fetch', json(200, { revision: 1 }));
  await interview().answer('2', 4);
  visit.leave();
  await vi.waitFor(() => expect(visit.isBackedUp.value).toBe(true), { timeout: 120_000 });
  const stored = interview().draft.value;
  await storage.transact((access) =>
    access.put('draft', {
      ...stored,
      answers: { ...stored.answers, '1': 3 },
      stamps: { ...stored.stamps, '1': 5 },
    }),
  );
  network(lost);
  await visit.retry();
  expect(interview().answers.value).toEqual({ '1': 3, '2': 4 });
  expect(visit.isBackedUp.value).toBe(false);
});

test('without a token the page asks for the code of the slip', async () => {
  network(json(200, { token: TOKEN }));
  await visit.arrive(undefined);
  expect(kind()).toBe('code');
  expect(await visit.enter('482109376616')).toBe(TOKEN);
});
