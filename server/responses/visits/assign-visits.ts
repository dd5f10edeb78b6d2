import { sql } from 'kysely';
import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import { keepStage } from '../../db/hold-campaign.ts';
import { STILL_ASKED } from '../../db/still-asked.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';
import { requireInterviewer } from '../devices/enrol-device.ts';

interface Wanted {
  /** Null: nobody any more. */
  readonly staffId: string | null;
  readonly agencyCode: string;
  readonly hamlet?: string | null | undefined;
  readonly serials?: readonly number[] | undefined;
}

/**
 * Open cases leave the interviewer who had them. Nobody visits about their own agency. Earlier interviewers stay written:
 * what they sealed while it was theirs, and could not send yet, is counted.
 */
export async function assignVisits(
  { db, now }: Deps,
  callerId: string,
  campaignId: string,
  wanted: Wanted,
): Promise<number> {
  const { staffId, agencyCode } = wanted;
  const interviewer = staffId === null ? null : await requireInterviewer(db, staffId);
  if (interviewer?.agencyCode === agencyCode) {
    const { fullName: name, agencyName } = interviewer;
    throw problem('interviewer_own_agency', { name, agency: agencyName ?? '' });
  }
  return db.transaction().execute(async (trx) => {
    await keepStage(trx, campaignId, 'drawn', 'collecting');
    const cases = await openCases(trx, campaignId, wanted);
    if (!(await isChange(trx, staffId, cases))) return cases.length;
    await withdraw(trx, cases);
    if (staffId !== null && cases.length > 0) await give(trx, campaignId, staffId, cases);
    await record(trx, {
      at: now(),
      staffId: callerId,
      act: 'visits_assigned',
      campaignId,
      details: {
        agency: agencyCode,
        cases: cases.length,
        account: interviewer?.username ?? null,
      },
    });
    return cases.length;
  });
}

async function openCases(trx: Db, campaignId: string, { agencyCode, hamlet, serials }: Wanted) {
  const isInHamlet = hamlet === undefined ? sql`true` : sql`hamlet is not distinct from ${hamlet}`;
  const isListed = serials === undefined ? sql`true` : sql`serial = any(${serials}::int[])`;
  const { rows } = await sql<{ id: string }>`
    select id from invitation
    where campaign_id = ${campaignId} and agency_code = ${agencyCode}
      and state in ('issued', 'opened') and ${STILL_ASKED} and not is_revoked
      and ${isInHamlet} and ${isListed}
    order by id for update`.execute(trx);
  return rows.map(({ id }) => id);
}

/** Whether a case is not with its new interviewer already, to be visited; with nobody, where it is taken from all. */
async function isChange(trx: Db, staffId: string | null, cases: readonly string[]) {
  const isSettled =
    staffId === null
      ? sql`current.staff_id is null`
      : sql`current.staff_id = ${staffId}::uuid and not current.is_closed`;
  const { rows } = await sql`
    select from unnest(${cases}::uuid[]) as given (id)
    left join visit_assignment as current on current.invitation_id = given.id and current.is_current
    where (${isSettled}) is not true limit 1`.execute(trx);
  return rows.length > 0;
}

const withdraw = (trx: Db, cases: readonly string[]) =>
  sql`update visit_assignment set is_current = false
    where is_current and invitation_id = any(${cases}::uuid[])`.execute(trx);

const give = (trx: Db, campaignId: string, staffId: string, cases: readonly string[]) =>
  sql`insert into visit_assignment (invitation_id, staff_id, campaign_id)
    select id, ${staffId}::uuid, ${campaignId}::uuid from unnest(${cases}::uuid[]) as given (id)
    on conflict (invitation_id, staff_id) do update set is_current = true, is_closed = false`.execute(
    trx,
  );
