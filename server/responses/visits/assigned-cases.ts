import { sql } from 'kysely';
import type { DayPart } from '#contract/day-parts.ts';
import type { Slot } from '#contract/visit-rules.ts';
import type { Assignments, VisitCase } from '#contract/visits.ts';
import type { Db } from '../../db/database.ts';
import { openIdentity } from '../../db/sealed-identity.ts';
import { sayableProcedure } from '../../db/sensitive-procedure.ts';
import { STILL_ASKED } from '../../db/still-asked.ts';
import type { Deps } from '../../deps.ts';
import type { Device } from '../devices/find-device.ts';

interface CaseRow
  extends Omit<
    VisitCase,
    'fullName' | 'address' | 'procedureName' | 'returnedMonth' | 'appointment'
  > {
  readonly procedureName: string;
  readonly returnedOn: string | null;
  readonly sealed: Buffer | null;
  readonly appointmentDay: string | null;
  readonly appointmentPart: DayPart | null;
}

/** The open cases of one interviewer, in the order of hamlets; no case of anybody else, nothing of an answer. */
export async function assignedCases(
  { db, secrets }: Deps,
  { campaignId, staffId }: Device,
): Promise<VisitCase[]> {
  const { rows } = await sql<CaseRow>`
    select invitation.id as case_id, invitation.hamlet, invitation.agency_code, agency.name as agency_name,
      coalesce(agency.office_name, campaign.office_name) as office_name, frame_unit.procedure_name,
      frame_unit.returned_on::text,
      coalesce(contact_correction.sealed, person.sealed) as sealed,
      invitation.token_hash as slip_hash,
      appointment_day::text, appointment_part,
      coalesce((select json_agg(json_build_object('day', day::text, 'part', day_part) order by day)
        from contact_attempt where contact_attempt.invitation_id = invitation.id and way = 'visit'), '[]'::json)
        as attempts
    from visit_assignment
      join invitation on invitation.id = visit_assignment.invitation_id
      join campaign on campaign.id = invitation.campaign_id
      join agency on agency.code = invitation.agency_code
      join frame_unit on frame_unit.campaign_id = invitation.campaign_id
        and frame_unit.unit_id = invitation.unit_id
      left join person on person.id = frame_unit.person_id
      left join contact_correction on contact_correction.person_id = person.id
    where visit_assignment.campaign_id = ${campaignId} and visit_assignment.staff_id = ${staffId}
      and is_current and not is_closed and state in ('issued', 'opened') and ${STILL_ASKED}
      and not is_revoked
    order by agency.name, invitation.hamlet nulls last, invitation.serial`.execute(db);
  if (rows.length === 0) return [];
  const key = await secrets.identityKey(campaignId);
  return rows.map((row) => shownCase(row, row.sealed ? openIdentity(key, row.sealed) : undefined));
}

function shownCase(row: CaseRow, identity: ReturnType<typeof openIdentity> | undefined): VisitCase {
  const { appointmentDay: day, appointmentPart: part } = row;
  return {
    ...row,
    fullName: identity?.cameName ?? identity?.representative ?? identity?.fullName ?? '',
    address: identity?.address ?? null,
    procedureName: sayableProcedure(row.procedureName),
    returnedMonth: row.returnedOn?.slice(0, 7) ?? null,
    attempts: row.attempts as Slot[],
    appointment: day && part ? { day, part } : null,
  };
}

/** Open cases as they can be assigned; a case that is done with is in no number here. */
export async function assignmentsOf(db: Db, campaignId: string): Promise<Assignments> {
  const isOpen = sql`state in ('issued', 'opened') and ${STILL_ASKED} and not is_revoked`;
  const hamlets = await sql<Assignments['hamlets'][number]>`
    select invitation.agency_code, agency.name as agency_name, invitation.hamlet, count(*) as open,
      count(visit_assignment.staff_id) as assigned,
      min(case when east is null then null else json_build_object('east', east, 'north', north)::text end)::json
        as place
    from invitation
      left join hamlet_place on hamlet_place.campaign_id = invitation.campaign_id
        and hamlet_place.agency_code = invitation.agency_code and hamlet_place.hamlet = invitation.hamlet
      join agency on agency.code = invitation.agency_code
      left join visit_assignment on visit_assignment.invitation_id = invitation.id and is_current
    where invitation.campaign_id = ${campaignId} and ${isOpen}
    group by 1, 2, 3 order by 2, 3 nulls last`.execute(db);
  const interviewers = await sql<Assignments['interviewers'][number]>`
    select staff.id as staff_id, staff.full_name as name, staff.agency_code, agency.name as agency_name,
      (select count(*) from visit_assignment
        join invitation on invitation.id = visit_assignment.invitation_id
        where visit_assignment.staff_id = staff.id and visit_assignment.campaign_id = ${campaignId}
          and is_current and not is_closed and ${isOpen}) as open
    from staff left join agency on agency.code = staff.agency_code
    where role = 'interviewer' and not is_disabled
    order by staff.full_name, staff.id`.execute(db);
  return { interviewers: interviewers.rows, hamlets: hamlets.rows };
}
