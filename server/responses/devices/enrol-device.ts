import { dayOf } from '#contract/calendar.ts';
import type { DeviceKind } from '#contract/devices.ts';
import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import { keepStage } from '../../db/hold-campaign.ts';
import type { Deps } from '../../deps.ts';
import { hashOf } from '../../http/access.ts';
import { drawnFor } from '../../http/repeated-request.ts';
import { problem } from '../../problem.ts';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** Sixty bits: nobody finds one of a few dozen codes in the days that they live. */
const SYMBOLS = 12;
const DAYS = 7;

type NewDevice = { readonly requestId: string } & (
  | { readonly kind: 'kiosk'; readonly name: string; readonly agencyCode: string }
  | { readonly kind: 'interviewer'; readonly name: string; readonly staffId: string }
);

/** The code is shown once, to who made it. */
export async function addDevice(
  { db, secrets, now }: Deps,
  staffId: string,
  campaignId: string,
  { requestId, ...device }: NewDevice,
) {
  if (device.kind === 'kiosk') await requireAgency(db, device.agencyCode);
  else await requireInterviewer(db, device.staffId);
  const place = device.kind === 'kiosk' ? device.agencyCode : device.staffId;
  const words = [requestId, staffId, campaignId, device.kind, device.name, place];
  const { id, bytes } = drawnFor(secrets, 'field-device', words);
  const symbols = Array.from(bytes.subarray(0, SYMBOLS), (byte) => BASE32[byte & 31]).join('');
  const expiresAt = await db.transaction().execute(async (trx) => {
    await keepStage(trx, campaignId, 'drawn', 'collecting');
    const codeExpiresAt = new Date(now().getTime() + DAYS * 86_400_000);
    const inserted = await trx
      .insertInto('fieldDevice')
      .values({ id, campaignId, codeHash: hashOf(symbols), codeExpiresAt, ...device })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!inserted) return expiryOf(trx, id);
    const details = { kind: device.kind, name: device.name };
    await record(trx, { at: now(), staffId, act: 'device_code_made', campaignId, details });
    return codeExpiresAt;
  });
  return { id, code: symbols.replace(/(.{4})(?=.)/g, '$1-'), expiresAt: expiresAt.toISOString() };
}

async function expiryOf(db: Db, id: string): Promise<Date> {
  const { codeExpiresAt } = await db
    .selectFrom('fieldDevice')
    .select('codeExpiresAt')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  if (!codeExpiresAt) throw problem('enrolment_code_invalid');
  return codeExpiresAt;
}

async function requireAgency(db: Db, code: string): Promise<void> {
  const found = await db
    .selectFrom('agency')
    .select('code')
    .where('code', '=', code)
    .executeTakeFirst();
  if (!found) throw problem('agency_not_found');
}

export async function requireInterviewer(db: Db, staffId: string) {
  const found = await db
    .selectFrom('staff')
    .leftJoin('agency', 'agency.code', 'staff.agencyCode')
    .select(['fullName', 'username', 'agencyCode', 'agency.name as agencyName'])
    .where('staff.id', '=', staffId)
    .where('role', '=', 'interviewer')
    .where('isDisabled', '=', false)
    .executeTakeFirst();
  if (!found) throw problem('not_found');
  return found;
}

/** A code is good for one device. The same device may ask again: the reply to it may have been lost. */
export async function enrolDevice(
  { db, now }: Deps,
  code: string,
  deviceKey: string,
): Promise<{ deviceId: string; kind: DeviceKind; name: string }> {
  const keyHash = hashOf(deviceKey);
  return db.transaction().execute(async (trx) => {
    const found = await trx
      .selectFrom('fieldDevice')
      .select(['id', 'campaignId', 'kind', 'name', 'keyHash', 'codeExpiresAt', 'revokedOn'])
      .where('codeHash', '=', hashOf(code))
      .forUpdate()
      .executeTakeFirst();
    if (!found || found.revokedOn !== null) throw problem('enrolment_code_invalid');
    const { id, campaignId, kind, name } = found;
    const known = { deviceId: id, kind, name };
    if (found.keyHash === keyHash) return known;
    const isExpired = found.codeExpiresAt === null || found.codeExpiresAt <= now();
    if (found.keyHash !== null || isExpired) throw problem('enrolment_code_invalid');
    const enrolledOn = dayOf(now());
    await trx
      .updateTable('fieldDevice')
      .set({ keyHash, enrolledOn, lastContactOn: enrolledOn })
      .where('id', '=', id)
      .execute();
    const details = { kind, name };
    await record(trx, { at: now(), staffId: null, act: 'device_enrolled', campaignId, details });
    return known;
  });
}
