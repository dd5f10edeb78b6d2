import type * as z from 'zod/mini';
import { dayOf } from '#contract/calendar.ts';
import type { DeviceContact, DeviceKind } from '#contract/devices.ts';
import type { Db } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { hashOf } from '../../http/access.ts';
import { problem } from '../../problem.ts';

const devicesOf = (db: Db) =>
  db
    .selectFrom('fieldDevice')
    .leftJoin('staff', 'staff.id', 'fieldDevice.staffId')
    .leftJoin('agency', 'agency.code', 'fieldDevice.agencyCode')
    .select([
      'fieldDevice.id',
      'fieldDevice.campaignId',
      'fieldDevice.kind',
      'fieldDevice.keyHash',
      'fieldDevice.revokedOn',
      'fieldDevice.enrolledOn',
      'fieldDevice.lastContactOn',
      'fieldDevice.staffId',
      'staff.fullName as staffName',
      'staff.agencyCode as homeAgency',
      'staff.isDisabled',
      'agency.name as agencyName',
    ]);
export type Device = Awaited<ReturnType<typeof deviceByKey>>;

/** The enrolled device of a key, whatever has become of it. */
export async function deviceByKey(db: Db, deviceKey: string) {
  const found = await devicesOf(db).where('keyHash', '=', hashOf(deviceKey)).executeTakeFirst();
  if (!found) throw problem('device_unknown');
  return found;
}

/** The one place where a device is let in: enrolled, of this kind, and not cut off. */
export async function admitDevice(db: Db, deviceKey: string, kind: DeviceKind): Promise<Device> {
  const found = await deviceByKey(db, deviceKey);
  if (found.kind !== kind) throw problem('device_unknown');
  if (found.revokedOn !== null || found.isDisabled) throw problem('device_revoked');
  return found;
}

/** The day alone is kept: the hour of a contact would be a trace to the answers that it brought. */
export async function noteContact(
  { db, now }: Deps,
  { id }: Device,
  { unsent, setAside }: z.output<typeof DeviceContact>,
): Promise<void> {
  await db
    .updateTable('fieldDevice')
    .set({ lastContactOn: dayOf(now()), unsent, setAside })
    .where('id', '=', id)
    .execute();
}
