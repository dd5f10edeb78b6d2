import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { voidSignature } from '../accepting/void-signature.ts';
import { relinkUnit } from '../deciding/relink-unit.ts';
import { phoneHash } from '../identity/identity-keys.ts';
import { openCampaignOf } from '../scope.ts';
import { readPhone } from '../understanding/phone.ts';

export interface StaffPhonesGiven {
  readonly campaignId: string;
  readonly unitCode: string;
  readonly text: string;
  /** Beside those known before, instead of in their place. */
  readonly isAdded: boolean;
  readonly staffId: string;
}

/** How many of a unit's own staff are known by phone, and how many dossiers that leaves out. */
export async function staffPhones(db: Db, campaignId: string, unitCode: string) {
  const { phones } = await db
    .selectFrom('staffPhone')
    .select(({ fn }) => fn.countAll<number>().as('phones'))
    .where('campaignId', '=', campaignId)
    .where('unitCode', '=', unitCode)
    .executeTakeFirstOrThrow();
  const { dossiers } = await db
    .selectFrom('listTally')
    .innerJoin('listFile', 'listFile.id', 'listTally.fileId')
    .select(({ fn, val }) => fn.coalesce(fn.sum<number>('rows'), val(0)).as('dossiers'))
    .where('campaignId', '=', campaignId)
    .where('listTally.unitCode', '=', unitCode)
    .where('state', '=', 'imported')
    .where('reason', '=', 'own_staff')
    .executeTakeFirstOrThrow();
  return { phones, dossiers };
}

/** Takes a unit's staff out of its frame, or back in, by the phones typed: one or more a line. */
export async function setStaffPhones(deps: Deps, given: StaffPhonesGiven) {
  const { campaignId, unitCode, text, isAdded, staffId } = given;
  await openCampaignOf(deps.db, campaignId, unitCode);
  const key = await deps.secrets.identityKey(campaignId);
  const cells = text.split(/[\n;,]/u).filter((cell) => cell.trim() !== '');
  const phones = cells.flatMap((cell) => readPhone(cell) ?? []);
  const keys = [...new Set(phones)].map((phone) => phoneHash(key, phone));
  await deps.db.transaction().execute(async (trx) => {
    await trx
      .selectFrom('campaign')
      .select('id')
      .where('id', '=', campaignId)
      .forNoKeyUpdate()
      .execute();
    if (!isAdded)
      await trx
        .deleteFrom('staffPhone')
        .where('campaignId', '=', campaignId)
        .where('unitCode', '=', unitCode)
        .execute();
    if (keys.length > 0)
      await trx
        .insertInto('staffPhone')
        .values(keys.map((phoneKey) => ({ campaignId, unitCode, phoneKey })))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    await relinkUnit(trx, deps, campaignId, unitCode);
    await voidSignature(trx, campaignId, unitCode);
    const details = { unit: unitCode, count: keys.length };
    await record(trx, { at: deps.now(), staffId, act: 'staff_phones_set', campaignId, details });
  });
  const counts = await staffPhones(deps.db, campaignId, unitCode);
  return { ...counts, unread: cells.length - phones.length };
}

/** Units whose list has come into force anew and whose own staff must be left out of it too. */
export async function leaveStaffOut(
  trx: Db,
  deps: Pick<Deps, 'secrets'>,
  campaignId: string,
  units: readonly string[],
): Promise<void> {
  const known = await trx
    .selectFrom('staffPhone')
    .select('unitCode')
    .distinct()
    .where('campaignId', '=', campaignId)
    .execute();
  for (const { unitCode } of known)
    if (units.includes(unitCode)) await relinkUnit(trx, deps, campaignId, unitCode);
}
