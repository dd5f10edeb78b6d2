import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import { holdOpenFrame } from '../../db/hold-campaign.ts';
import type { Deps } from '../../deps.ts';
import { phoneHash } from '../../lists/link/identity-keys.ts';
import { readPhone } from '../../lists/understand/phone.ts';
import { voidSignature } from '../acceptance/void-signature.ts';
import { openCampaignOf } from '../scope.ts';
import { relinkAgency } from './relink-agency.ts';
import { staffPhones } from './staff-phone-counts.ts';
import { refuseTooManyPhones } from './staff-phone-limits.ts';

export interface StaffPhonesGiven {
  readonly campaignId: string;
  readonly agencyCode: string;
  readonly text: string;
  /** Beside those known before, instead of in their place. */
  readonly isAdded: boolean;
  readonly staffId: string;
}

/**
 * Phones of an agency's own staff as typed, one or more a line. New ones wait for Home Affairs; those that are
 * dropped take effect at once, as they only bring people back.
 */
export async function setStaffPhones(deps: Deps, given: StaffPhonesGiven) {
  const { campaignId, agencyCode, text, isAdded, staffId } = given;
  await openCampaignOf(deps.db, campaignId, agencyCode);
  const key = await deps.secrets.identityKey(campaignId);
  const cells = text.split(/[\n;,]/u).filter((cell) => cell.trim() !== '');
  const phones = cells.flatMap((cell) => readPhone(cell) ?? []);
  const keys = [...new Set(phones)].map((phone) => phoneHash(key, phone));
  await deps.db.transaction().execute(async (trx) => {
    await holdOpenFrame(trx, campaignId);
    const dropped = isAdded ? 0 : await dropOthers(trx, campaignId, agencyCode, keys);
    if (keys.length > 0)
      await trx
        .insertInto('staffPhone')
        .values(keys.map((phoneKey) => ({ campaignId, agencyCode, phoneKey, approvedAt: null })))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    if (dropped > 0) await leaveOutAnew(trx, deps, campaignId, agencyCode);
    refuseTooManyPhones(await staffPhones(trx, campaignId, agencyCode));
    const details = { agency: agencyCode, count: keys.length };
    await record(trx, { at: deps.now(), staffId, act: 'staff_phones_set', campaignId, details });
  });
  const counts = await staffPhones(deps.db, campaignId, agencyCode);
  return { ...counts, unread: cells.length - phones.length };
}

/** Gives how many of the dropped phones had been approved. */
async function dropOthers(
  trx: Db,
  campaignId: string,
  agencyCode: string,
  keys: readonly number[],
): Promise<number> {
  const dropped = await trx
    .deleteFrom('staffPhone')
    .where('campaignId', '=', campaignId)
    .where('agencyCode', '=', agencyCode)
    .$if(keys.length > 0, (query) => query.where('phoneKey', 'not in', keys))
    .returning('approvedAt')
    .execute();
  return dropped.filter(({ approvedAt }) => approvedAt !== null).length;
}

/** The list has other people now: what its leader signed for has ended. */
export async function leaveOutAnew(
  trx: Db,
  deps: Deps,
  campaignId: string,
  agencyCode: string,
): Promise<void> {
  await relinkAgency(trx, deps, campaignId, agencyCode);
  await voidSignature(trx, campaignId, agencyCode);
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
    .where('approvedAt', 'is not', null)
    .execute();
  for (const { agencyCode } of known)
    if (agencies.includes(agencyCode)) await relinkAgency(trx, deps, campaignId, agencyCode);
}
