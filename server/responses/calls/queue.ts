import { sql } from 'kysely';
import { dayOf } from '#contract/calendar.ts';
import type { CalledCase } from '#contract/calls.ts';
import type { DayPart } from '#contract/day-parts.ts';
import { dayPartOf } from '#contract/day-parts.ts';
import type { Staff } from '#contract/staff.ts';
import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import { refuseErased } from '../../db/erased.ts';
import type { Identity } from '../../db/sealed-identity.ts';
import { openIdentity } from '../../db/sealed-identity.ts';
import { sayableProcedure } from '../../db/sensitive-procedure.ts';
import { STILL_ASKED } from '../../db/still-asked.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';

interface QueuedCase {
  readonly caseId: string;
  readonly agencyCode: string;
  readonly agencyName: string;
  readonly procedureName: string;
  readonly returnedOn: string | null;
  readonly attempts: number;
  readonly appointmentDay: string | null;
  readonly appointmentPart: DayPart | null;
  readonly sealed: Buffer | null;
  readonly hasSharedPhone: boolean;
}

/** The case that somebody has on the line. */
export async function heldCase(deps: Deps, caller: Staff, campaignId: string) {
  const [found] = await casesOf(deps.db, campaignId, isHeldBy(caller, dayOf(deps.now())));
  if (!found) return null;
  return shown(found, await identityOf(deps, campaignId, found));
}

/**
 * The next best case: an appointment that is due, then fewest attempts in this part of the day, then
 * fewest at all, and by chance among equals. Nobody gets a case of their own agency.
 */
export async function takeCall(deps: Deps, caller: Staff, campaignId: string) {
  const { db } = deps;
  await refuseErased(db, campaignId);
  return db.transaction().execute(async (trx) => {
    const line = `calls ${campaignId}`;
    await sql`select pg_advisory_xact_lock(hashtextextended(${line}, 1))`.execute(trx);
    if (await holdsCase(trx, caller, campaignId, dayOf(deps.now())))
      throw problem('call_unfinished');
    for (;;) {
      const next = await queuedCase(trx, campaignId, caller, deps.now());
      if (!next) return null;
      const call = await callOf({ ...deps, db: trx }, caller, campaignId, next);
      if (call) return call;
    }
  });
}

async function holdsCase(trx: Db, caller: Staff, campaignId: string, today: string) {
  const { rows } = await sql`
    select from phone_case join invitation on invitation.id = phone_case.invitation_id
    where phone_case.campaign_id = ${campaignId} and ${isHeldBy(caller, today)}
    limit 1`.execute(trx);
  return rows.length > 0;
}

/** Null where the only number is an intermediary's, or there is none: that is no case for the telephone. */
async function callOf(deps: Deps, caller: Staff, campaignId: string, next: QueuedCase) {
  const { db, now } = deps;
  const identity = await identityOf(deps, campaignId, next);
  const phone = next.hasSharedPhone ? null : (identity?.phone ?? null);
  const hold = phone
    ? { heldBy: caller.id, heldOn: dayOf(now()), isClosed: false }
    : { heldBy: null, heldOn: null, isClosed: true };
  const made = {
    invitationId: next.caseId,
    campaignId,
    appointmentDay: null,
    appointmentPart: null,
  };
  await db
    .insertInto('phoneCase')
    .values({ ...made, ...hold })
    .onConflict((conflict) => conflict.column('invitationId').doUpdateSet(hold))
    .execute();
  if (!phone) return null;
  await record(db, {
    at: now(),
    staffId: caller.id,
    act: 'phone_number_read',
    campaignId,
    // No number of a slip: the agency's list of deliveries has it with the name, and the journal is for good.
    details: { agency: next.agencyCode },
  });
  return { ...shown(next, identity), phone };
}

async function queuedCase(trx: Db, campaignId: string, { id, agencyCode }: Staff, moment: Date) {
  const [today, part] = [dayOf(moment), dayPartOf(moment)];
  const [next] = await casesOf(
    trx,
    campaignId,
    sql`${IS_OPEN} and ${STILL_ASKED} and not coalesce(is_closed, false)
      and (held_by is null or held_on < ${today})
      and invitation.agency_code is distinct from ${agencyCode}
      and not exists (select from voided_case where voided_case.invitation_id = invitation.id
        and taker_id = ${id})
      and (appointment_day is null or (appointment_day, array_position(${PARTS}::text[], appointment_part))
        <= (${today}::date, array_position(${PARTS}::text[], ${part})))
      and not exists (select from contact_attempt where contact_attempt.invitation_id = invitation.id
        and contact_attempt.day = ${today} and contact_attempt.day_part = ${part})`,
    part,
  );
  return next;
}
const PARTS = ['morning', 'afternoon', 'evening'];
const IS_OPEN = sql`state in ('issued', 'opened')`;
const isHeldBy = ({ id }: Staff, today: string) =>
  sql`held_by = ${id} and held_on = ${today} and ${IS_OPEN}`;

/** The first by the order of the queue; its names are looked up for that one case only. */
async function casesOf(
  db: Db,
  campaignId: string,
  condition: ReturnType<typeof sql>,
  part: DayPart = 'morning',
): Promise<QueuedCase[]> {
  const { rows } = await sql<QueuedCase>`
    with queued as (
      select invitation.id, invitation.campaign_id, unit_id, agency_code, attempts,
        appointment_day, appointment_part
      from invitation
        left join phone_case on phone_case.invitation_id = invitation.id
        left join (
          select invitation_id, count(*) as attempts, count(*) filter (where day_part = ${part}) as in_part
          from contact_attempt where campaign_id = ${campaignId} group by invitation_id
        ) tried on tried.invitation_id = invitation.id
      where invitation.campaign_id = ${campaignId} and ${condition}
      order by appointment_day nulls last, coalesce(in_part, 0), coalesce(attempts, 0), random()
      limit 1
    )
    select queued.id as case_id, queued.agency_code,
      agency.name as agency_name, frame_unit.procedure_name, frame_unit.returned_on::text,
      coalesce(attempts, 0) as attempts, appointment_day::text, appointment_part,
      coalesce(contact_correction.sealed, person.sealed) as sealed,
      coalesce(person.has_shared_phone and contact_correction.person_id is null, false) as has_shared_phone
    from queued
      join agency on agency.code = queued.agency_code
      join frame_unit on frame_unit.campaign_id = queued.campaign_id
        and frame_unit.unit_id = queued.unit_id
      left join person on person.id = frame_unit.person_id
      left join contact_correction on contact_correction.person_id = person.id`.execute(db);
  return rows;
}

async function identityOf(
  { secrets }: Deps,
  campaignId: string,
  { sealed }: QueuedCase,
): Promise<Identity | undefined> {
  return sealed ? openIdentity(await secrets.identityKey(campaignId), sealed) : undefined;
}

function shown(found: QueuedCase, identity: Identity | undefined): CalledCase {
  const { caseId, agencyName, attempts, appointmentDay, appointmentPart } = found;
  return {
    caseId,
    agencyName,
    attempts,
    fullName: identity?.cameName ?? identity?.representative ?? identity?.fullName ?? '',
    procedureName: sayableProcedure(found.procedureName),
    returnedMonth: found.returnedOn?.slice(0, 7) ?? null,
    appointment:
      appointmentDay && appointmentPart ? { day: appointmentDay, part: appointmentPart } : null,
  };
}
