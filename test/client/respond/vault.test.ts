// Truth: docs/trust.md, “Interviewer's telephone”: tries of the PIN are slowed and counted before they are made, the
// tenth wrong one wipes, and a clock that is put back gains nothing.
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type {
  DeviceStore,
  SecretRecord,
  VaultRecord,
} from '../../../client/respond/field/device-store.ts';
import { openDeviceStore } from '../../../client/respond/field/device-store.ts';
import {
  conceal,
  createVault,
  isWeakPin,
  reveal,
  unlock,
  wipeIfDue,
} from '../../../client/respond/field/vault.ts';

const DAY = 86_400_000;
let store: DeviceStore;
beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-17T03:00:00Z') });
  store = await openDeviceStore();
  if (enrolled) await restore(enrolled);
  else enrolled = await enrol();
  await store((access) =>
    access.put('parcel', {
      key: 'p',
      deviceId: 'd',
      caseId: 'c',
      sealed: { point: '', iv: '', sealed: '' },
    }),
  );
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
/** Made once: a key out of a PIN takes 600,000 rounds. */
let enrolled: readonly [VaultRecord, SecretRecord] | undefined;
async function enrol() {
  const key = await createVault(store, 'lúa7chín', 10);
  const record = await conceal(key, 'book', { cases: ['Hoàng Thị Lan'] });
  await store((access) => access.put('secret', record));
  const [vault] = await store((access) => access.all('vault'));
  return [vault!, record] as const;
}
const restore = ([vault, record]: readonly [VaultRecord, SecretRecord]) =>
  store(async (access) => {
    await access.put('vault', vault);
    await access.put('secret', record);
  });
const kept = () =>
  store(async (access) => [
    (await access.all('vault')).length,
    (await access.all('secret')).length,
    (await access.all('parcel')).length,
  ]);

test('a PIN that ten tries would find is not taken', () => {
  for (const pin of ['12345', '111111', '123456', '654321', 'abcabc', '121212', '123123', 'abcdef'])
    expect([pin, isWeakPin(pin)]).toEqual([pin, true]);
  for (const pin of ['lúa7chín', '840127', '112233']) expect(isWeakPin(pin)).toBe(false);
});

test('the PIN opens what is stored, which shows no name without it', async () => {
  const rows = await store((access) => access.all('secret'));
  expect(JSON.stringify(rows)).not.toContain('Lan');
  const unlocked = await unlock(store, 'lúa7chín');
  if (unlocked.kind !== 'open') throw new Error(unlocked.kind);
  expect(await reveal(store, unlocked.key, 'book')).toEqual({ cases: ['Hoàng Thị Lan'] });
});

test('from the third wrong PIN on each try waits twice as long, and a clock put forward and back gains none', async () => {
  expect(await unlock(store, '111112')).toEqual({ kind: 'wrong', left: 9 });
  expect(await unlock(store, '111113')).toEqual({ kind: 'wrong', left: 8 });
  expect(await unlock(store, '111114')).toEqual({ kind: 'wrong', left: 7 });
  expect(await unlock(store, 'lúa7chín')).toEqual({ kind: 'paused', seconds: 30 });
  vi.setSystemTime(Date.now() + 31_000);
  expect(await unlock(store, '111115')).toEqual({ kind: 'wrong', left: 6 });
  vi.setSystemTime(Date.now() - DAY);
  expect(await unlock(store, 'lúa7chín')).toEqual({ kind: 'paused', seconds: 60 });
});

test('five windows that try at the same moment have made five tries, not one', async () => {
  const pins = ['111112', '111113', '111114', '111115', '111116'];
  const tried = await Promise.all(pins.map((pin) => unlock(store, pin)));
  expect(tried.map(({ kind }) => kind).sort()).toEqual([
    'paused',
    'paused',
    'wrong',
    'wrong',
    'wrong',
  ]);
  expect(tried.flatMap((found) => (found.kind === 'wrong' ? [found.left] : [])).sort()).toEqual([
    7, 8, 9,
  ]);
});

test('the tenth wrong PIN wipes names and key; what is sealed stays', async () => {
  // With the device's key, left where a killed enrolment had it, the server gives the names out again.
  await store((access) => access.put('pending', { key: 'pending', deviceKey: 'k' }));
  for (let left = 9; left > 0; left -= 1) {
    expect(await unlock(store, '000000')).toEqual({ kind: 'wrong', left });
    vi.setSystemTime(Date.now() + DAY / 4);
  }
  expect(await unlock(store, '000000')).toEqual({ kind: 'wiped' });
  expect(await kept()).toEqual([0, 0, 1]);
  expect(await store((access) => access.all('pending'))).toEqual([]);
  expect(await unlock(store, 'lúa7chín')).toEqual({ kind: 'wiped' });
});

test('after the days without contact everything but sealed answers goes, whatever the clock says then', async () => {
  vi.setSystemTime(Date.now() + 9 * DAY);
  expect(await wipeIfDue(store)).toBe(false);
  vi.setSystemTime(Date.now() + 2 * DAY);
  expect(await wipeIfDue(store)).toBe(true);
  vi.setSystemTime(Date.now() - 11 * DAY);
  expect(await kept()).toEqual([0, 0, 1]);
});
