import { randomUUID } from 'node:crypto';
import type { StaffPhones } from '#contract/staff-phones.ts';
import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import { holdOpenFrame } from '../../db/hold-campaign.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';
import { openCampaignOf } from '../scope.ts';
import { staffPhones, staffPhonesByAgency } from './staff-phone-counts.ts';
import { refuseTooManyPeople, refuseTooManyPhones } from './staff-phone-limits.ts';
import { leaveOutAnew } from './staff-phones.ts';

export interface StaffPhonesDecision {
  readonly campaignId: string;
  readonly agencyCode: string;
  readonly kind: 'approved' | 'refused';
  /** The counts that the screen showed. A decision on other counts is refused. */
  readonly phones: number;
  readonly people: number;
  readonly note: string | null;
  readonly staffId: string;
}

/** Home Affairs lets the waiting phones take their owners out of the agency's frame, or drops them. */
export async function decideOnStaffPhones(
  deps: Deps,
  decision: StaffPhonesDecision,
): Promise<StaffPhones> {
  const { campaignId, agencyCode, kind, phones, people, note, staffId } = decision;
  await openCampaignOf(deps.db, campaignId, agencyCode);
  await deps.db.transaction().execute(async (trx) => {
    await holdOpenFrame(trx, campaignId);
    const counts = await staffPhones(trx, campaignId, agencyCode);
    const { waiting } = counts;
    if (waiting.phones === 0 || waiting.phones !== phones || waiting.people !== people)
      throw problem('staff_phones_changed', { phones: waiting.phones, people: waiting.people });
    if (kind === 'approved') await approve(trx, deps, decision, counts);
    else await drop(trx, campaignId, agencyCode);
    const now = deps.now();
    const kept = { campaignId, agencyCode, kind, phones, people, note };
    await trx
      .insertInto('staffPhoneDecision')
      .values({ id: randomUUID(), ...kept, decidedAt: now, decidedBy: staffId })
      .execute();
    const details = { agency: agencyCode, kind, count: phones, people };
    await record(trx, { at: now, staffId, act: 'staff_phones_decided', campaignId, details });
  });
  return staffPhones(deps.db, campaignId, agencyCode);
}

async function approve(
  trx: Db,
  deps: Deps,
  { campaignId, agencyCode, note }: StaffPhonesDecision,
  counts: StaffPhones,
): Promise<void> {
  refuseTooManyPeople(counts);
  refuseTooManyPhones(counts);
  if (!note) await refuseStandingOut(trx, campaignId, agencyCode);
  await trx
    .updateTable('staffPhone')
    .set({ approvedAt: deps.now() })
    .where('campaignId', '=', campaignId)
    .where('agencyCode', '=', agencyCode)
    .where('approvedAt', 'is', null)
    .execute();
  await leaveOutAnew(trx, deps, campaignId, agencyCode);
}

/** A marked share is approved with a reason or not at all. */
async function refuseStandingOut(trx: Db, campaignId: string, agencyCode: string): Promise<void> {
  const agencies = await staffPhonesByAgency(trx, campaignId);
  const agency = agencies.find((counted) => counted.agencyCode === agencyCode);
  if (agency?.standsOut)
    throw problem('staff_phones_stand_out', {
      people: agency.people + agency.waiting.people,
      name: agency.agencyName,
    });
}

async function drop(trx: Db, campaignId: string, agencyCode: string): Promise<void> {
  await trx
    .deleteFrom('staffPhone')
    .where('campaignId', '=', campaignId)
    .where('agencyCode', '=', agencyCode)
    .where('approvedAt', 'is', null)
    .execute();
}
