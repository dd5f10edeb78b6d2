import { randomUUID } from 'node:crypto';
import type { CaseHistory } from '#contract/reissues.ts';
import type { Db } from '../db/database.ts';
import type { CaseEventRow } from '../db/tables/invitations.ts';

/** What was done to one case, in the transaction that does it. */
export async function recordCaseEvents(
  trx: Db,
  invitationIds: readonly string[],
  event: Omit<CaseEventRow, 'id' | 'invitationId'>,
): Promise<void> {
  const CHUNK = 1000;
  for (let from = 0; from < invitationIds.length; from += CHUNK)
    await trx
      .insertInto('caseEvent')
      .values(
        invitationIds
          .slice(from, from + CHUNK)
          .map((invitationId) => ({ ...event, id: randomUUID(), invitationId })),
      )
      .execute();
}

export async function historyOf(db: Db, invitationId: string): Promise<CaseHistory['events']> {
  const rows = await db
    .selectFrom('caseEvent')
    .innerJoin('staff', 'staff.id', 'caseEvent.staffId')
    .select(['kind', 'reason', 'happenedAt', 'fullName as by'])
    .where('invitationId', '=', invitationId)
    .orderBy('happenedAt', 'desc')
    .execute();
  return rows.map((row) => ({ ...row, happenedAt: row.happenedAt.toISOString() }));
}
