import { signal } from '@preact/signals';
import { Refusal } from '../../api.ts';
import { Unheard } from '../calls.ts';
import type { DeviceStore, KioskRecord } from './device-store.ts';
import { countParcels } from './device-store.ts';
import { contactKiosk, enrolDevice } from './field-calls.ts';
import type { KioskVisit } from './kiosk-visit.ts';
import { createKioskVisit } from './kiosk-visit.ts';
import { pendingKey } from './own-key.ts';
import { deliverSealed, isCutOff, saveFiles } from './sealed-outbox.ts';

/** `unready`: enrolled, and the questions have not come yet. */
export type KioskState = 'starting' | 'enrol' | 'unready' | 'open' | 'over' | 'revoked';
export type Kiosk = ReturnType<typeof createKiosk>;

/** Everything of the person before goes with the page: letters, language and history as well. */
export function forgetPerson(): void {
  localStorage.clear();
  sessionStorage.clear();
  location.replace(location.pathname);
}

export function createKiosk(store: DeviceStore) {
  const state = signal<KioskState>('starting');
  const visit = signal<KioskVisit | undefined>(undefined);
  const unsent = signal(0);
  let device: KioskRecord | undefined;
  let deviceKey = '';

  async function deliver() {
    const delivery = await deliverSealed(store, deviceKey);
    unsent.value = (await countParcels(store)).unsent;
    if (delivery.isCutOff) state.value = 'revoked';
    return delivery;
  }

  /** Tells what it still holds, and brings the questions as they are now. */
  async function contact(): Promise<void> {
    if (!device) return;
    await deliver();
    try {
      const round = await contactKiosk({ deviceKey, ...(await countParcels(store)) });
      device = { ...device, round };
      const known = device;
      await store((access) => access.put('kiosk', known));
    } catch (error) {
      if (!(error instanceof Unheard)) state.value = stateAfter(error) ?? state.value;
    }
  }

  function open(): void {
    if (state.value === 'revoked' || state.value === 'over' || !device) return;
    const { round } = device;
    state.value = round ? 'open' : 'unready';
    if (!round || visit.value) return;
    const { deviceId } = device;
    const sealer = { deviceId, deviceKey, boxKey: round.boxKey };
    visit.value = createKioskVisit({ store, sealer, round, deliver, forget: forgetPerson });
  }

  return {
    state,
    visit,
    unsent,
    async start() {
      device = await store((access) => access.get('kiosk', 'kiosk'));
      if (!device) {
        state.value = 'enrol';
        return;
      }
      deviceKey = device.deviceKey;
      // Somebody may wait in front of it: the network is not waited for.
      open();
      await contact();
      open();
    },
    async enrol(code: string) {
      device = await enrolKiosk(store, code);
      deviceKey = device.deviceKey;
      await contact();
      open();
    },
    async retry() {
      await contact();
      open();
    },
    saveFiles: () => saveFiles(store),
  };
}

function stateAfter(error: unknown): KioskState | undefined {
  if (!(error instanceof Refusal)) throw error;
  if (isCutOff(error)) return 'revoked';
  return error.code === 'campaign_closed' ? 'over' : undefined;
}

async function enrolKiosk(store: DeviceStore, code: string): Promise<KioskRecord> {
  const deviceKey = await pendingKey(store);
  const { deviceId, kind, name } = await enrolDevice(code, deviceKey);
  if (kind !== 'kiosk') throw new Refusal(410, { code: 'enrolment_code_invalid' });
  const record: KioskRecord = { key: 'kiosk', deviceId, deviceKey, kind, name, round: null };
  await store(async (access) => {
    await access.put('kiosk', record);
    await access.remove('pending', 'pending');
  });
  return record;
}
