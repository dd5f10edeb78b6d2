import { sql } from 'kysely';
import { dayOf } from '#contract/calendar.ts';
import type { DayPart } from '#contract/day-parts.ts';
import { dayPartOf } from '#contract/day-parts.ts';
import type { RecheckedCase } from '#contract/rechecks.ts';
import type { Mode } from '#contract/responses.ts';
import type { Staff } from '#contract/staff.ts';
import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import { refuseErased } from '../../db/erased.ts';
import type { Identity } from '../../db/sealed-identity.ts';
import { openIdentity } from '../../db/sealed-identity.ts';
import { sayableProcedure } from '../../db/sensitive-procedure.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';

export interface Reachable extends RecheckedCase {
  readonly agencyCode: string;
  readonly visitUntil: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly hamlet: string | null;
}

interface QueuedCase {
  readonly caseId: string;
  readonly agencyCode: string;
  readonly agencyName: string;
  readonly procedureName: string;
  readonly receivedWeek: string;
  readonly door: Mode;
  readonly attempts: number;
  readonly sealed: Buffer | null;
  readonly hasSharedPhone: boolean;
  readonly hasWrongNumber: boolean;
  readonly visitUntil: string | null;
}

export async function heldRecheck(
  deps: Deps,
  caller: Staff,
  campaignId: string,
): Promise<RecheckedCase | null> {
  const isHeld = sql`held_by = ${caller.id} and held_on = ${dayOf(deps.now())} and visit_until is null`;
  const [held] = await casesFor(deps, campaignId, caller, isHeld);
  return held ? shownCase(held) : null;
}

/** The case least tried that has a number, none in this part of the day again, by chance among equals. */
export async function takeRecheck(deps: Deps, caller: Staff, campaignId: string) {
  await refuseErased(deps.db, campaignId);
  return deps.db.transaction().execute(async (trx) => {
    const line = `recheck calls ${campaignId}`;
    await sql`select pg_advisory_xact_lock(hashtextextended(${line}, 1))`.execute(trx);
    const [today, part] = [dayOf(deps.now()), dayPartOf(deps.now())];
    if (await heldRecheck({ ...deps, db: trx }, caller, campaignId))
      throw problem('call_unfinished');
    const free = await casesFor(deps, campaignId, caller, isFree(today, part), trx);
    const next = free.find(({ phone }) => phone !== null);
    if (!next) return null;
    await hold(trx, [next.caseId], { heldBy: caller.id, heldOn: today, visitUntil: null });
    await recordReading(deps, trx, caller, campaignId, next);
    const { phone, address, hamlet } = next;
    return { ...shownCase(next), phone, address: address ?? hamlet };
  });
}

export const isFree = (today: string, part: DayPart) =>
  sql`(held_by is null or coalesce(visit_until, held_on) < ${today})
    and (tried_day is null or (tried_day, tried_part) <> (${today}::date, ${part}))`;

export async function hold(
  trx: Db,
  caseIds: readonly string[],
  holder: { readonly heldBy: string; readonly heldOn: string; readonly visitUntil: string | null },
): Promise<void> {
  await trx
    .updateTable('recheckCase')
    .set(holder)
    .where('invitationId', 'in', caseIds)
    .where('position', 'is not', null)
    .where('outcome', 'is', null)
    .execute();
}

/** No number of a slip: an agency's list of deliveries has it with the name, and who is checked has answered. */
export const recordReading = (
  { now }: Pick<Deps, 'now'>,
  trx: Db,
  caller: Staff,
  campaignId: string,
  { agencyCode }: Reachable,
): Promise<void> =>
  record(trx, {
    at: now(),
    staffId: caller.id,
    act: 'recheck_person_read',
    campaignId,
    details: { agency: agencyCode },
  });

/**
 * Drawn cases in the order in which they are asked: none that the caller took, also not as a clerk or on their device,
 * and none of their own agency. Names and numbers are sealed, so who has a number is known once they are open.
 */
export async function casesFor(
  { db, secrets }: Deps,
  campaignId: string,
  caller: Staff,
  condition: ReturnType<typeof sql>,
  trx: Db = db,
): Promise<Reachable[]> {
  const { rows } = await sql<QueuedCase>`
    select invitation.id as case_id, invitation.agency_code,
      agency.name as agency_name, frame_unit.procedure_name, received_week::text, recheck_case.door,
      attempts, has_wrong_number, visit_until,
      coalesce(contact_correction.sealed, person.sealed) as sealed,
      coalesce(person.has_shared_phone and contact_correction.person_id is null, false) as has_shared_phone
    from recheck_case
      join invitation on invitation.id = recheck_case.invitation_id
      join agency on agency.code = invitation.agency_code
      join frame_unit on frame_unit.campaign_id = invitation.campaign_id
        and frame_unit.unit_id = invitation.unit_id
      left join person on person.id = frame_unit.person_id
      left join contact_correction on contact_correction.person_id = person.id
    where recheck_case.campaign_id = ${campaignId} and position is not null and outcome is null
      and not is_voided and received_week is not null
      and taker_id is distinct from ${caller.id}
      and recheck_case.agency_code is distinct from ${caller.agencyCode}
      and ${condition}
    order by attempts, random()`.execute(trx);
  if (rows.length === 0) return [];
  const key = await secrets.identityKey(campaignId);
  return rows.map((row) => reachable(row, row.sealed ? openIdentity(key, row.sealed) : undefined));
}

function reachable(row: QueuedCase, identity: Identity | undefined): Reachable {
  const { sealed: _, hasSharedPhone, hasWrongNumber, ...found } = row;
  return {
    ...found,
    fullName: identity?.cameName ?? identity?.representative ?? identity?.fullName ?? '',
    procedureName: sayableProcedure(found.procedureName),
    phone: hasSharedPhone || hasWrongNumber ? null : (identity?.phone ?? null),
    address: identity?.address ?? null,
    hamlet: identity?.hamlet ?? null,
  };
}

export const shownCase = ({
  phone: _phone,
  address: _address,
  hamlet: _hamlet,
  agencyCode: _agency,
  visitUntil: _day,
  ...shown
}: Reachable): RecheckedCase => shown;
