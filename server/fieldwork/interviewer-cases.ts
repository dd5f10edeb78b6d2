import { sql } from 'kysely';
import type { Disposition } from '#contract/ledger.ts';
import type { Mode } from '#contract/responses.ts';
import { pooledTakers } from '#sampling/disclosure/shown-takers.ts';
import type { Db } from '../db/database.ts';
import { dispositionOf } from '../db/dispositions.ts';

export interface CaseCount {
  readonly code: string;
  readonly name: string;
  readonly disposition: Disposition;
  readonly door: Mode | null;
  readonly cases: number;
  /** Of them with a slip handed over or a message that arrived. */
  readonly delivered?: number;
}

/**
 * Of each interviewer the answers in their batches, and open cases that they visit or were the last to call. An
 * answered case is not joined to who took it: after the count nothing could. Interviewers with few answers are
 * counted together, with the next smallest where even then they are few; where all of them are, nobody is counted.
 */
export async function interviewerCases(
  db: Db,
  campaignId: string,
  threshold: number,
): Promise<CaseCount[]> {
  const [taken, open] = [await takenBy(db, campaignId), await openCasesOf(db, campaignId)];
  const answers = taken.reduce((sum, { cases }) => sum + cases, 0);
  if (answers > 0 && answers < threshold) return [];
  const pooled = pooledTakers(new Map(taken.map(({ code, cases }) => [code, cases])), threshold);
  return [...taken, ...open].map((row) =>
    pooled.has(row.code) ? { ...row, code: 'few', name: '' } : row,
  );
}

/** Voided ballots are nobody's answers: their cases are open again. */
async function takenBy(db: Db, campaignId: string): Promise<CaseCount[]> {
  const { rows } = await sql<CaseCount>`
    select taker_id::text as code, full_name as name, 'interview' as disposition, null as door,
      (sum(answers) - coalesce((select sum(ballots) from voiding where voiding.taker_id = batch.taker_id
        and voiding.campaign_id = ${campaignId} and state = 'confirmed'
        and voiding.door in ('interview', 'phone')), 0))::int as cases
    from ballot_batch as batch join staff on staff.id = taker_id
    where campaign_id = ${campaignId} and door in ('interview', 'phone')
    group by taker_id, full_name order by full_name, taker_id`.execute(db);
  return rows.filter(({ cases }) => cases > 0);
}

async function openCasesOf(db: Db, campaignId: string): Promise<CaseCount[]> {
  const { rows } = await sql<CaseCount>`
    select staff.id::text as code, full_name as name, ${dispositionOf(campaignId)} as disposition,
      null as door, count(*)::int as cases
    from invitation
      join staff on staff.id = coalesce(
        (select staff_id from visit_assignment
          where visit_assignment.invitation_id = invitation.id and is_current),
        (select staff_id from contact_attempt where contact_attempt.invitation_id = invitation.id
          order by day desc, array_position(array['morning', 'afternoon', 'evening'], day_part) desc, id limit 1))
    where invitation.campaign_id = ${campaignId} and invitation.state not in ('replaced', 'received')
    group by 1, 2, 3 order by 2, 1`.execute(db);
  return rows;
}
