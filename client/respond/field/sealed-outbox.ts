import type { DeviceFile } from '#contract/devices.ts';
import type { Receipt } from '#contract/responses.ts';
import { boundTo, sealInterview } from '#contract/sealed-interview.ts';
import { Refusal } from '../../api.ts';
import type { Trouble } from '../calls.ts';
import { isFinal, Unheard } from '../calls.ts';
import { randomId } from '../random-id.ts';
import type { Scene } from '../scene.ts';
import type { DeviceStore, SealedParcel } from './device-store.ts';
import { submitAtKiosk, submitVisit } from './field-calls.ts';

export interface Sealer {
  readonly deviceId: string;
  readonly deviceKey: string;
  readonly boxKey: string;
}

/** Sealed at once under the box's public key: neither a thief nor who holds the device can open it. */
export async function sealParcel(
  { deviceId, deviceKey, boxKey }: Sealer,
  caseId: string | null,
  content: object,
): Promise<SealedParcel> {
  const key = randomId();
  const bound = boundTo(caseId ?? 'kiosk', key);
  return {
    key,
    deviceId,
    caseId,
    sealed: await sealInterview(boxKey, bound, { ...content, deviceKey }),
  };
}

export interface Delivery {
  readonly receipts: Map<string, Receipt>;
  readonly refusals: Map<string, Refusal>;
  trouble?: Trouble;
  /** The server does not know this device any more, or has cut it off: nothing was changed. */
  isCutOff?: boolean;
}

/** Refusals of the device itself: another one may still bring the parcel in. */
export const isCutOff = ({ code }: Refusal): boolean =>
  code === 'device_revoked' || code === 'device_unknown';

/** Sends every parcel that was not refused for good; safe at any time, from any tab. */
export function deliverSealed(store: DeviceStore, deviceKey: string): Promise<Delivery> {
  return alone(async () => {
    const delivery: Delivery = { receipts: new Map(), refusals: new Map() };
    for (const parcel of await store((access) => access.all('parcel'))) {
      // One parcel that fails must not hold up the next.
      if (!parcel.refusal && !delivery.isCutOff)
        await deliverParcel(store, deviceKey, parcel, delivery);
    }
    return delivery;
  });
}

async function deliverParcel(
  store: DeviceStore,
  deviceKey: string,
  parcel: SealedParcel,
  delivery: Delivery,
): Promise<void> {
  try {
    delivery.receipts.set(parcel.key, await submit(parcel, deviceKey));
    // Killed before this is stored, the device sends the same parcel again and gets the same receipt.
    await store((access) => access.remove('parcel', parcel.key));
  } catch (error) {
    if (error instanceof Unheard) delivery.trouble = error.trouble;
    else if (!(error instanceof Refusal)) throw error;
    else if (isCutOff(error)) delivery.isCutOff = true;
    else if (!isLast(error)) delivery.trouble = 'busy';
    else {
      delivery.refusals.set(parcel.key, error);
      await store((access) => access.put('parcel', { ...parcel, refusal: error.code }));
    }
  }
}

/** Where somebody of the staff is signed in, they will sign out again. */
const isLast = (refusal: Refusal) => isFinal(refusal) && refusal.code !== 'staff_session_present';

const submit = ({ key, caseId, sealed }: SealedParcel, deviceKey: string) =>
  caseId === null
    ? submitAtKiosk(key, { ...sealed, deviceKey })
    : submitVisit(caseId, key, { ...sealed, deviceKey });

let queue: Promise<unknown> = Promise.resolve();

function alone<T>(run: () => Promise<T>): Promise<T> {
  if (navigator.locks) return navigator.locks.request('field-outbox', run);
  const turn = queue.then(run);
  queue = turn.catch(() => undefined);
  return turn;
}

/** What the screen says after sealing. Once stored, nothing that happens on the way takes the parcel back. */
export async function sceneAfter(
  deliver: () => Promise<Delivery>,
  { key }: SealedParcel,
): Promise<Scene> {
  const delivery = await deliver().catch(() => undefined);
  const receipt = delivery?.receipts.get(key);
  const refusal = delivery?.refusals.get(key);
  if (receipt) return { kind: 'received', kept: { key: '', ...receipt } };
  if (refusal) return { kind: 'ended', refusal };
  return { kind: 'waiting', trouble: delivery?.trouble ?? 'busy', triedAt: new Date() };
}

/** For Home Affairs, where the device is refused: nobody on the way can read it. */
function deviceFile({ key, deviceId, caseId, sealed }: SealedParcel): DeviceFile {
  return { format: 'SIPAS-DEVICE/1', deviceId, caseId, submissionId: key, ...sealed };
}

/** Every sealed answer of the device as a file; they stay on the device. */
export async function saveFiles(store: DeviceStore): Promise<void> {
  for (const parcel of await store((access) => access.all('parcel'))) {
    const content = JSON.stringify(deviceFile(parcel));
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([content], { type: 'application/json' }));
    link.download = `phieu-${parcel.key.slice(0, 8)}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }
}
