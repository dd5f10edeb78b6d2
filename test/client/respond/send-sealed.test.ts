// Truth: test/README.md, never lost: what a kiosk or an interviewer's telephone could not seal stays with the person, and
// goes with the next press; and a telephone of 2018, whose browser makes no UUID by itself, seals as well (ux.md §1.9).
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { toBase64 } from '#contract/draft-seal.ts';
import type { DeviceStore } from '../../../client/respond/field/device-store.ts';
import { openDeviceStore } from '../../../client/respond/field/device-store.ts';
import { newDraft } from '../../../client/respond/field/sealed-content.ts';
import { sendSealed } from '../../../client/respond/field/send-sealed.ts';
import { createInterview } from '../../../client/respond/interview.ts';
import { inMemory } from '../../../client/respond/storage.ts';
import { createVisitStore, show } from '../../../client/respond/visit-store.ts';
import { opening } from './device.ts';

let store: DeviceStore;
beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  store = await openDeviceStore();
});
afterEach(() => vi.unstubAllGlobals());

const boxKey = async () => {
  const { publicKey } = await crypto.subtle.generateKey(
    { name: 'ECDH', namedCurve: 'P-256' },
    true,
    ['deriveBits'],
  );
  return toBase64(new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)));
};

async function answered() {
  const person = createVisitStore(inMemory(), () => undefined, true);
  const draft = newDraft('kiosk', opening);
  await person.storage.transact((access) => access.put('draft', draft));
  const interview = createInterview(person.storage, draft, {
    onSaved: () => undefined,
    onGone: () => undefined,
    isWiped: () => person.isWiped,
  });
  show(person, { kind: 'interview', interview });
  await interview.answer('1', 4);
  const send = (key: string) =>
    sendSealed(
      person,
      {
        store,
        sealer: { deviceId: 'd', deviceKey: 'k', boxKey: key },
        round: { mark: '' } as never,
        deliver: async () => ({ receipts: new Map(), refusals: new Map(), trouble: 'offline' }),
      },
      'vi',
      { caseId: null },
    );
  return { person, interview, send };
}
const parcels = () => store((access) => access.all('parcel'));

test('answers that could not be sealed stay on the screen and are sealed by the next press', async () => {
  const { person, interview, send } = await answered();
  await expect(send('không phải khóa')).rejects.toThrow();
  await interview.answer('2', 5);
  expect(person.scene.value.kind).toBe('interview');
  expect(
    (await person.storage.transact((access) => access.get('draft', 'kiosk')))?.answers,
  ).toEqual({
    1: 4,
    2: 5,
  });
  await send(await boxKey());
  expect(await parcels()).toHaveLength(1);
  expect(person.scene.value.kind).toBe('waiting');
});

test('a browser without randomUUID seals too, each parcel under a number of its own', async () => {
  vi.stubGlobal('crypto', {
    subtle: crypto.subtle,
    getRandomValues: crypto.getRandomValues.bind(crypto),
  });
  const key = await boxKey();
  for (let nth = 0; nth < 2; nth += 1) await (await answered()).send(key);
  const numbers = (await parcels()).map((parcel) => parcel.key);
  expect(new Set(numbers).size).toBe(2);
  for (const number of numbers)
    expect(number).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
