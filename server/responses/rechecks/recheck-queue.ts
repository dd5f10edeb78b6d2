import { sql } from 'kysely';
import { dayOf } from '#contract/calendar.ts';
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
}

export async function heldRecheck(
  deps: Deps,
  caller: Staff,
  campaignId: string,
): Promise<RecheckedCase | null> {
  const isHeld = sql`held_by = ${caller.id} and held_on = ${dayOf(deps.now())}`;
  const found = await caseOf(deps.db, campaignId, caller, isHeld);
  return found ? shown(found, await identityOf(deps, campaignId, found)) : null;
}

/** The case least tried, none in this part of the day again, by chance among equals. */
export async function takeRecheck(deps: Deps, caller: Staff, campaignId: string) {
  await refuseErased(deps.db, campaignId);
  return deps.db.transaction().execute(async (trx) => {
    const line = `recheck calls ${campaignId}`;
    await sql`select pg_advisory_xact_lock(hashtextextended(${line}, 1))`.execute(trx);
    const [today, part] = [dayOf(deps.now()), dayPartOf(deps.now())];
    if (await heldRecheck({ ...deps, db: trx }, caller, campaignId))
      throw problem('call_unfinished');
    const isFree = sql`(held_by is null or held_on < ${today})
      and (tried_day is null or (tried_day, tried_part) <> (${today}::date, ${part}))`;
    const next = await caseOf(trx, campaignId, caller, isFree);
    if (!next) return null;
    await trx
      .updateTable('recheckCase')
      .set({ heldBy: caller.id, heldOn: today })
      .where('invitationId', '=', next.caseId)
      .where('position', 'is not', null)
      .where('outcome', 'is', null)
      .execute();
    await record(trx, {
      at: deps.now(),
      staffId: caller.id,
      act: 'recheck_person_read',
      campaignId,
      // No number of a slip: an agency's list of deliveries has it with the name, and who is checked has answered.
      details: { agency: next.agencyCode },
    });
    const identity = await identityOf(deps, campaignId, next);
    return {
      ...shown(next, identity),
      phone: next.hasSharedPhone ? null : (identity?.phone ?? null),
      address: identity?.address ?? identity?.hamlet ?? null,
    };
  });
}

/** None that the caller took, also not as a clerk or on their device, and none of their own agency. */
async function caseOf(
  db: Db,
  campaignId: string,
  caller: Staff,
  condition: ReturnType<typeof sql>,
): Promise<QueuedCase | undefined> {
  const { rows } = await sql<QueuedCase>`
    select invitation.id as case_id, invitation.agency_code,
      agency.name as agency_name, frame_unit.procedure_name, received_week::text, recheck_case.door,
      attempts,
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
    order by attempts, random() limit 1`.execute(db);
  return rows[0];
}

async function identityOf(
  { secrets }: Deps,
  campaignId: string,
  { sealed }: QueuedCase,
): Promise<Identity | undefined> {
  return sealed ? openIdentity(await secrets.identityKey(campaignId), sealed) : undefined;
}

function shown(found: QueuedCase, identity: Identity | undefined): RecheckedCase {
  const { caseId, agencyName, receivedWeek, door, attempts } = found;
  return {
    ...{ caseId, agencyName, receivedWeek, door, attempts },
    fullName: identity?.cameName ?? identity?.representative ?? identity?.fullName ?? '',
    procedureName: sayableProcedure(found.procedureName),
  };
}
