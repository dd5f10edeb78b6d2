import { sql } from 'kysely';
import type { Approval } from '#contract/approvals.ts';
import { linkBehind } from '../db/account-links.ts';
import type { Db } from '../db/database.ts';
import { basisOf, VALID_HOURS } from '../db/second-person.ts';
import type { Deps } from '../deps.ts';

/** Whether four eyes are asked for, and the requests, those that wait before all others, newest first. */
export async function approvalsOf({ db, now }: Deps, campaignId: string) {
  const { fourEyes: isOn } = await db
    .selectFrom('campaign')
    .select('fourEyes')
    .where('id', '=', campaignId)
    .executeTakeFirstOrThrow();
  const rows = await approvalRows(db, campaignId);
  const basis = await basisOf(db, campaignId, 'freeze');
  const approvals: Approval[] = [];
  for (const row of rows) {
    const decidedBy = row.deciderName && row.deciderUsername;
    approvals.push({
      id: row.id,
      act: row.act,
      state: stateOf(row, row.act === 'freeze' ? basis : 0, now()),
      request: row.request,
      askedBy: { name: row.askerName, username: row.askerUsername },
      askedAt: row.askedAt.toISOString(),
      decidedBy: decidedBy ? { name: row.deciderName ?? '', username: decidedBy } : null,
      decidedAt: row.decidedAt?.toISOString() ?? null,
      note: row.note,
      link:
        row.decidedBy && row.decidedAt ? await linkBehind(db, row.decidedBy, row.decidedAt) : null,
    });
  }
  return { isOn, approvals };
}

const approvalRows = (db: Db, campaignId: string) =>
  db
    .selectFrom('approval')
    .innerJoin('staff as asker', 'asker.id', 'approval.askedBy')
    .leftJoin('staff as decider', 'decider.id', 'approval.decidedBy')
    .selectAll('approval')
    .select(['asker.fullName as askerName', 'asker.username as askerUsername'])
    .select(['decider.fullName as deciderName', 'decider.username as deciderUsername'])
    .where('campaignId', '=', campaignId)
    .orderBy(sql`decided_by is null`, 'desc')
    .orderBy('askedAt', 'desc')
    .limit(100)
    .execute();

function stateOf(
  row: {
    readonly isConfirmed: boolean | null;
    readonly usedAt: Date | null;
    readonly decidedAt: Date | null;
    readonly basis: number;
  },
  basis: number,
  now: Date,
): Approval['state'] {
  if (row.usedAt) return 'used';
  if (row.isConfirmed === false) return 'refused';
  const isOld = row.decidedAt && now.getTime() - row.decidedAt.getTime() > VALID_HOURS * 3_600_000;
  if (row.basis !== basis || isOld) return 'outdated';
  return row.isConfirmed ? 'confirmed' : 'waiting';
}
