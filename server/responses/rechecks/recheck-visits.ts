import { sql } from 'kysely';
import { addDays, dayOf } from '#contract/calendar.ts';
import { dayPartOf } from '#contract/day-parts.ts';
import type { VisitedCase } from '#contract/rechecks.ts';
import type { Staff } from '#contract/staff.ts';
import type { Db } from '../../db/database.ts';
import { refuseErased } from '../../db/erased.ts';
import type { Deps } from '../../deps.ts';
import type { Reachable } from './recheck-queue.ts';
import { casesFor, hold, isFree, recordReading, shownCase } from './recheck-queue.ts';

/** People of one commune for one way there. */
const MOST_VISITS = 5;
const DAYS = 7;

/** Whom the caller is to re-check at home; each reading of the addresses is recorded. */
export async function heldVisits(
  deps: Deps,
  caller: Staff,
  campaignId: string,
  db: Db = deps.db,
): Promise<VisitedCase[]> {
  await refuseErased(db, campaignId);
  const isHeld = sql`held_by = ${caller.id} and visit_until >= ${dayOf(deps.now())}`;
  const held = await casesFor(deps, campaignId, caller, isHeld, db);
  for (const agencyCases of Map.groupBy(held, ({ agencyCode }) => agencyCode).values())
    await recordReading(deps, db, caller, campaignId, agencyCases[0]!);
  return held.map(visited).sort((a, b) => (a.hamlet ?? '').localeCompare(b.hamlet ?? '', 'vi'));
}

/** Gives the caller people without a number of their own, of the agency of the case that was tried least. */
export async function takeVisits(
  deps: Deps,
  caller: Staff,
  campaignId: string,
): Promise<VisitedCase[]> {
  await refuseErased(deps.db, campaignId);
  return deps.db.transaction().execute(async (trx) => {
    const line = `recheck calls ${campaignId}`;
    await sql`select pg_advisory_xact_lock(hashtextextended(${line}, 1))`.execute(trx);
    const held = await heldVisits(deps, caller, campaignId, trx);
    const [today, part] = [dayOf(deps.now()), dayPartOf(deps.now())];
    const free = await casesFor(deps, campaignId, caller, isFree(today, part), trx);
    const withoutNumber = free.filter(({ phone }) => phone === null);
    const caseIds = withoutNumber
      .filter(({ agencyCode }) => agencyCode === withoutNumber[0]!.agencyCode)
      .slice(0, Math.max(0, MOST_VISITS - held.length))
      .map(({ caseId }) => caseId);
    if (caseIds.length === 0) return held;
    const visitUntil = addDays(today, DAYS - 1);
    await hold(trx, caseIds, { heldBy: caller.id, heldOn: today, visitUntil });
    return heldVisits(deps, caller, campaignId, trx);
  });
}

const visited = (found: Reachable): VisitedCase => ({
  ...shownCase(found),
  address: found.address,
  hamlet: found.hamlet,
  visitUntil: found.visitUntil!,
});
