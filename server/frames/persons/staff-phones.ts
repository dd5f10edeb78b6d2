import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { phoneHash } from '../../lists/link/identity-keys.ts';
import { readPhone } from '../../lists/understand/phone.ts';
import { voidSignature } from '../acceptance/void-signature.ts';
import { openCampaignOf } from '../scope.ts';
import { relinkAgency } from './relink-agency.ts';

export interface StaffPhonesGiven {
  readonly campaignId: string;
  readonly agencyCode: string;
  readonly text: string;
  /** Beside those known before, instead of in their place. */
  readonly isAdded: boolean;
  readonly staffId: string;
}

/** How many of an agency's own staff are known by phone, and how many dossiers that leaves out. */
export async function staffPhones(db: Db, campaignId: string, agencyCode: string) {
  const { phones } = await db
    .selectFrom('staffPhone')
    .select(({ fn }) => fn.countAll<number>().as('phones'))
    .where('campaignId', '=', campaignId)
    .where('agencyCode', '=', agencyCode)
    .executeTakeFirstOrThrow();
  const { dossiers } = await db
    .selectFrom('completenessTally')
    .innerJoin('listFile', 'listFile.id', 'completenessTally.fileId')
    .select(({ fn, val }) => fn.coalesce(fn.sum<number>('rows'), val(0)).as('dossiers'))
    .where('campaignId', '=', campaignId)
    .where('completenessTally.agencyCode', '=', agencyCode)
    .where('state', '=', 'imported')
    .where('reason', '=', 'own_staff')
    .executeTakeFirstOrThrow();
  return { phones, dossiers };
}

/** Takes an agency's staff out of its frame, or back in, by the phones typed: one or more a line. */
export async function setStaffPhones(deps: Deps, given: StaffPhonesGiven) {
  const { campaignId, agencyCode, text, isAdded, staffId } = given;
  await openCampaignOf(deps.db, campaignId, agencyCode);
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
        .where('agencyCode', '=', agencyCode)
        .execute();
    if (keys.length > 0)
      await trx
        .insertInto('staffPhone')
        .values(keys.map((phoneKey) => ({ campaignId, agencyCode, phoneKey })))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    await relinkAgency(trx, deps, campaignId, agencyCode);
    await voidSignature(trx, campaignId, agencyCode);
    const details = { agency: agencyCode, count: keys.length };
    await record(trx, { at: deps.now(), staffId, act: 'staff_phones_set', campaignId, details });
  });
  const counts = await staffPhones(deps.db, campaignId, agencyCode);
  return { ...counts, unread: cells.length - phones.length };
}

/** Agencies whose list has come into force anew and whose own staff must be left out of it too. */
export async function leaveStaffOut(
  trx: Db,
  deps: Pick<Deps, 'secrets'>,
  campaignId: string,
  agencies: readonly string[],
): Promise<void> {
  const known = await trx
    .selectFrom('staffPhone')
    .select('agencyCode')
    .distinct()
    .where('campaignId', '=', campaignId)
    .execute();
  for (const { agencyCode } of known)
    if (agencies.includes(agencyCode)) await relinkAgency(trx, deps, campaignId, agencyCode);
}
