import { sql } from 'kysely';
import type { HamletPlace, Place } from '#contract/hamlet-places.ts';
import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import { keepStage } from '../../db/hold-campaign.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';
import type { Device } from '../devices/find-device.ts';

interface Wanted {
  readonly agencyCode: string;
  readonly hamlet: string;
  readonly place: Place | null;
}

/** The journal has the agency, neither hamlet nor place. */
export async function placeHamlet(
  { db, now }: Deps,
  staffId: string,
  campaignId: string,
  { agencyCode, hamlet, place }: Wanted,
): Promise<Record<never, never>> {
  return db.transaction().execute(async (trx) => {
    await keepStage(trx, campaignId, 'drawn', 'collecting');
    const people = await trx
      .selectFrom('invitation')
      .select('id')
      .where('campaignId', '=', campaignId)
      .where('agencyCode', '=', agencyCode)
      .where('hamlet', '=', hamlet)
      .limit(1)
      .executeTakeFirst();
    if (!people) throw problem('hamlet_unknown');
    if (place) await keep(trx, campaignId, { agencyCode, hamlet, place });
    else
      await trx
        .deleteFrom('hamletPlace')
        .where('campaignId', '=', campaignId)
        .where('agencyCode', '=', agencyCode)
        .where('hamlet', '=', hamlet)
        .execute();
    const details = { agency: agencyCode };
    await record(trx, { at: now(), staffId, act: 'hamlet_placed', campaignId, details });
    return {};
  });
}

/** From an interviewer's telephone, of hamlets that they are to visit. No journal: it would tell where they were, and when. */
export async function placeFromDevice(
  db: Db,
  { campaignId, staffId }: Device,
  places: readonly HamletPlace[],
): Promise<void> {
  const assigned = places.length > 0 ? await assignedHamlets(db, campaignId, staffId) : [];
  for (const given of places) {
    const isOwn = assigned.some(
      ({ agencyCode, hamlet }) => agencyCode === given.agencyCode && hamlet === given.hamlet,
    );
    if (isOwn) await keep(db, campaignId, given);
  }
}

/** Of the hamlets that are an interviewer's now, and of no others. */
export async function placesFor(db: Db, { campaignId, staffId }: Device): Promise<HamletPlace[]> {
  const assigned = await assignedHamlets(db, campaignId, staffId);
  return assigned.flatMap(({ agencyCode, hamlet, east, north }) =>
    east === null || north === null ? [] : [{ agencyCode, hamlet, place: { east, north } }],
  );
}

interface AssignedHamlet {
  readonly agencyCode: string;
  readonly hamlet: string;
  readonly east: number | null;
  readonly north: number | null;
}

async function assignedHamlets(db: Db, campaignId: string, staffId: string | null) {
  const { rows } = await sql<AssignedHamlet>`
    select distinct invitation.agency_code, invitation.hamlet, east, north
    from visit_assignment
      join invitation on invitation.id = visit_assignment.invitation_id
      left join hamlet_place on hamlet_place.campaign_id = invitation.campaign_id
        and hamlet_place.agency_code = invitation.agency_code and hamlet_place.hamlet = invitation.hamlet
    where visit_assignment.campaign_id = ${campaignId} and visit_assignment.staff_id = ${staffId}
      and is_current and not is_closed and invitation.hamlet <> ''
    order by 1, 2`.execute(db);
  return rows;
}

const keep = (db: Db, campaignId: string, { agencyCode, hamlet, place }: HamletPlace) =>
  db
    .insertInto('hamletPlace')
    .values({ campaignId, agencyCode, hamlet, ...place })
    .onConflict((conflict) =>
      conflict.columns(['campaignId', 'agencyCode', 'hamlet']).doUpdateSet({ ...place }),
    )
    .execute();
