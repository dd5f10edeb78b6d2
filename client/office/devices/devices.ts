import { signal } from '@preact/signals';
import { listAgencies } from '#contract/agencies.ts';
import type { DeviceKind, FieldTerms } from '#contract/devices.ts';
import { addDevice, listDevices, revokeDevice, setFieldTerms } from '#contract/devices.ts';
import { readAssignments } from '#contract/visits.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { createAct } from '../page/act.ts';
import type { Ask } from '../page/session.ts';

export type DevicesModel = ReturnType<typeof createDevices>;

/** Kiosks and interviewers' telephones of a campaign. */
export function createDevices(ask: Ask, campaignId: string) {
  const params = { campaignId };
  const listed = createLoaded(() => ask(listDevices, { params }));
  const agencies = createLoaded(async () => (await ask(listAgencies, { params })).agencies);
  const interviewers = createLoaded(
    async () => (await ask(readAssignments, { params })).interviewers,
  );
  const made = signal<{ code: string; expiresAt: string; kind: DeviceKind } | undefined>(undefined);
  let requestId = crypto.randomUUID();
  return {
    listed,
    agencies,
    interviewers,
    /** The code of the device that was just added: shown this once. */
    made,
    load: () => Promise.all([listed.load(), agencies.load(), interviewers.load()]),
    add: createAct(async (kind: DeviceKind, name: string, place: string) => {
      made.value = undefined;
      const body =
        kind === 'kiosk'
          ? { requestId, kind, name, agencyCode: place }
          : { requestId, kind, name, staffId: place };
      const { code, expiresAt } = await ask(addDevice, { params, body });
      // Pressed again after a reply that was lost, the id is the same.
      requestId = crypto.randomUUID();
      made.value = { code, expiresAt, kind };
      await listed.load();
    }),
    revoke: createAct(async (deviceId: string) => {
      const device = await ask(revokeDevice, { params: { ...params, deviceId } });
      await listed.load();
      return device;
    }),
    setTerms: createAct(async (body: FieldTerms) => {
      await ask(setFieldTerms, { params, body });
      await listed.load();
    }),
  };
}
