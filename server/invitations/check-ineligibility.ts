import { sql } from 'kysely';
import type { CheckOutcome, ReportingAgency } from '#contract/ineligibility.ts';
import { record } from '../db/activity.ts';
import { refuseErased } from '../db/erased.ts';
import { chosenReports } from '../db/ineligible.ts';
import { campaignAt } from '../db/stage.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import { recordCaseEvents } from './case-events.ts';
import { namesIn } from './queries.ts';
import type { AgencyCases } from './reissue-slips.ts';

interface ReportRow {
  agencyCode: string;
  agencyName: string;
  serial: number;
  sealed: Buffer | null;
  hasSharedPhone: boolean | null;
  outcome: 'died' | 'wrong_person';
  checkOutcome: CheckOutcome | null;
  isChosen: boolean;
}

export async function reportingAgencies(
  { db, secrets }: Deps,
  campaignId: string,
): Promise<ReportingAgency[]> {
  await refuseErased(db, campaignId);
  const { rows } = await sql<ReportRow>`
    select report.agency_code, agency.name as agency_name, serial, person.sealed,
      person.has_shared_phone, report.outcome, report.check_outcome, report.is_chosen
    from (${chosenReports(campaignId)}) report
      join invitation on invitation.id = report.invitation_id
      join agency on agency.code = report.agency_code
      join frame_unit on frame_unit.campaign_id = invitation.campaign_id
        and frame_unit.unit_id = invitation.unit_id
      left join person on person.id = frame_unit.person_id
    order by report.agency_code, serial`.execute(db);
  const named = await namesIn(secrets, campaignId, rows);
  const persons = rows.map(({ sealed: _, hasSharedPhone, ...row }, i) => ({
    ...row,
    fullName: named[i]?.cameName ?? named[i]?.fullName ?? '',
    address: named[i]?.address ?? null,
    phone: hasSharedPhone ? null : (named[i]?.phone ?? null),
  }));
  return [...Map.groupBy(persons, ({ agencyCode }) => agencyCode)].map(([agencyCode, all]) => {
    const toCheck = all.filter(({ isChosen }) => isChosen);
    return {
      agencyCode,
      agencyName: all[0]!.agencyName,
      reports: all.length,
      isSettled: toCheck.every(({ checkOutcome }) => checkOutcome === 'confirmed'),
      toCheck,
    };
  });
}

/** A person who is there after all may answer: what the agency wrote is taken back. */
export async function checkIneligibility(
  { db, now }: Deps,
  by: string,
  { serial, campaignId, agencyCode }: AgencyCases & { readonly serial: string },
  outcome: CheckOutcome,
): Promise<void> {
  await campaignAt(db, campaignId, 'drawn', 'collecting');
  await db.transaction().execute(async (trx) => {
    const found = await trx
      .selectFrom('invitation')
      .innerJoin('ineligibilityReport', 'invitationId', 'invitation.id')
      .select(['invitation.id', 'state'])
      .where('invitation.campaignId', '=', campaignId)
      .where('invitation.agencyCode', '=', agencyCode)
      .where('serial', '=', Number(serial))
      .forUpdate('invitation')
      .executeTakeFirst();
    if (!found) throw problem('report_not_found');
    const happenedAt = now();
    await trx
      .updateTable('ineligibilityReport')
      .set({ checkOutcome: outcome, checkedAt: happenedAt, checkedBy: by })
      .where('invitationId', '=', found.id)
      .execute();
    if (outcome === 'contradicted') {
      const isClosed = found.state === 'wrong_person';
      await trx
        .updateTable('invitation')
        .set({
          ...{ delivery: null, isAgencyWord: false },
          ...(isClosed && { state: 'issued' as const, openedOn: null }),
        })
        .where('id', '=', found.id)
        .execute();
      const event = { campaignId, kind: 'reopened', happenedAt, staffId: by } as const;
      await recordCaseEvents(trx, [found.id], { ...event, reason: 'recorded_by_mistake' });
    }
    await record(trx, {
      at: happenedAt,
      staffId: by,
      act: 'ineligibility_checked',
      campaignId,
      details: { agency: agencyCode, outcome },
    });
  });
}
