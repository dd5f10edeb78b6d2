import { dayOf } from '#contract/calendar.ts';
import type { FieldDevice } from '#contract/devices.ts';
import { record } from '../../db/activity.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';
import { fieldDevices } from './list-devices.ts';

/** For good: a device that turns up again is enrolled anew, with a key of its own. */
export async function revokeDevice(
  { db, now }: Deps,
  staffId: string,
  campaignId: string,
  deviceId: string,
): Promise<FieldDevice> {
  return db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('fieldDevice')
      .set({ revokedOn: dayOf(now()) })
      .where('id', '=', deviceId)
      .where('campaignId', '=', campaignId)
      .where('revokedOn', 'is', null)
      .executeTakeFirst();
    const [device] = await fieldDevices(trx, campaignId, now(), deviceId);
    if (!device) throw problem('device_not_found');
    if (numUpdatedRows === 0n) return device;
    const { kind, name, unsent, setAside, openCases } = device;
    await record(trx, {
      at: now(),
      staffId,
      act: 'device_revoked',
      campaignId,
      details: { kind, name, unsent, setAside, openCases },
    });
    return device;
  });
}
