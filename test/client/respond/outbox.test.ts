// Truth: peers.md T2 (timeout after commit), T4, T5 (401, 409, 413, 429, 500 before the server), T10, T12 (captive portal).
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { deliver, seal, withdrawRefusal } from '../../../client/respond/outbox.ts';
import type { Storage } from '../../../client/respond/storage.ts';
import { supportCode } from '../../../client/respond/support-code.ts';
import { draftOf, newDevice, opening, store, storedDraft } from './device.ts';
import { html, json, lost, network, problem, receipt } from './network.ts';

let storage: Storage;
beforeEach(async () => {
  storage = await newDevice();
});
afterEach(() => vi.unstubAllGlobals());

const TOKEN = 'ABCDEFGHIJKLMNOP';
const sealed = async (key = 'a', token = TOKEN) => {
  await store(storage, draftOf(key, { answers: { '1': 4, '2': null } }));
  const parcel = await seal(storage, key, { token, language: 'vi' });
  return parcel!;
};
const held = (key = 'a') =>
  storage.transact(async (access) => ({
    draft: await access.get('draft', key),
    parcel: await access.get('parcel', key),
    kept: await access.get('kept', key),
  }));

test('sealing moves the answers in one step and fixes them', async () => {
  const parcel = await sealed();
  expect(parcel.submissionId).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  expect(parcel.submission).toEqual({
    token: TOKEN,
    language: 'vi',
    questionnaireVersion: 'short',
    answers: { '1': 4, '2': null },
    mark: opening.mark,
    paradata: { page: 'scripts', device: expect.any(String) },
  });
  expect(await storedDraft(storage, 'a')).toBeUndefined();
});

test('sealing twice, in two tabs or by two presses, makes one submission', async () => {
  const first = await sealed();
  const second = await seal(storage, 'a', { token: TOKEN, language: 'vi' });
  expect(second?.submissionId).toBe(first.submissionId);
});

test('a receipt wipes the answers and leaves only the code', async () => {
  const calls = network(receipt);
  const parcel = await sealed();
  expect(await deliver(storage)).toBeUndefined();
  expect(calls).toHaveLength(1);
  expect(calls[0]).toMatchObject({ method: 'PUT', path: `/api/responses/${parcel.submissionId}` });
  expect(await held()).toEqual({
    draft: undefined,
    parcel: undefined,
    kept: { key: 'a', code: '7K4M9QXE', week: '2026-11-16' },
  });
});

test('a reply lost after the server has stored it: the same submission goes again', async () => {
  const calls = network(lost, receipt);
  await sealed();
  expect(await deliver(storage)).toBe('offline');
  expect((await held()).parcel).toBeDefined();
  await deliver(storage);
  expect(calls[1]).toEqual(calls[0]);
  expect((await held()).kept?.code).toBe('7K4M9QXE');
});

test.each([
  ['a network that is gone', lost, 'offline'],
  ['a sign-in page that answers 200', html(200), 'portal'],
  ['JSON of somebody else', json(200, { ok: true }), 'portal'],
  ['a proxy that refuses in words of its own', html(403), 'busy'],
  ['a body too large for a proxy', html(413), 'busy'],
  ['401 of a proxy', json(401, { error: 'auth' }), 'busy'],
  ['408', problem(408, 'request_timeout'), 'busy'],
  ['425', problem(425, 'too_early'), 'busy'],
  ['429', problem(429, 'too_many_attempts'), 'busy'],
  ['500', problem(500, 'internal', { incident: 'AB' }), 'busy'],
  ['503 of a server that has too much to do', problem(503, 'service_busy'), 'busy'],
] as const)('%s is no answer: the submission waits', async (_, reply, trouble) => {
  network(reply);
  const parcel = await sealed();
  expect(await deliver(storage)).toBe(trouble);
  expect((await held()).parcel).toEqual(parcel);
});

test.each([
  ['response_already_received', 409],
  ['answers_invalid', 400],
  ['campaign_closed', 410],
  ['questionnaire_outdated', 409],
] as const)('%s is set aside in sight, with all its answers', async (code, status) => {
  network(problem(status, code, { closedOn: '2026-12-15' }));
  const parcel = await sealed();
  expect(await deliver(storage)).toBeUndefined();
  expect((await held()).parcel).toEqual({
    ...parcel,
    refusal: { code, details: { closedOn: '2026-12-15' } },
  });
  const calls = network(receipt);
  await deliver(storage);
  expect(calls).toHaveLength(0);
});

test('what was set aside is sent again when the person asks for it', async () => {
  network(problem(403, 'staff_session_present'), receipt);
  await sealed();
  await deliver(storage);
  await withdrawRefusal(storage, (await held()).parcel!);
  await deliver(storage);
  expect((await held()).kept?.code).toBe('7K4M9QXE');
});

test('one submission that fails holds up no other', async () => {
  await sealed('a', 'A'.repeat(16));
  await sealed('b', 'B'.repeat(16));
  network(problem(500, 'internal'), receipt);
  expect(await deliver(storage)).toBe('busy');
  expect((await held('a')).parcel).toBeDefined();
  expect((await held('b')).kept).toBeDefined();
});

test('two deliveries at once without Web Locks send one after the other', async () => {
  expect(navigator.locks).toBeFalsy();
  const calls = network(receipt);
  await sealed();
  await Promise.all([deliver(storage), deliver(storage)]);
  expect(calls).toHaveLength(1);
});

test('a device whose clock is a year wrong sends all the same: no time of its own is sent', async () => {
  vi.setSystemTime(new Date('2025-01-01'));
  const calls = network(receipt);
  await sealed();
  await deliver(storage);
  vi.useRealTimers();
  expect(JSON.stringify(calls).replace(opening.mark, '')).not.toMatch(/202[0-9]-/);
});

test('the help code can be read over the telephone and opens nothing', async () => {
  const parcel = await sealed();
  expect(supportCode(parcel)).toMatch(/^HT-[ACDEFGHJKMNPQRTVWXY34679]{4}$/);
});
