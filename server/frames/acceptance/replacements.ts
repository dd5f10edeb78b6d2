import type { Replacement } from '#contract/acceptance.ts';
import type { Role } from '#contract/endpoint.ts';
import { seesCountsOnly } from '#contract/endpoint.ts';
import type { Db } from '../../db/database.ts';

/** Decisions that took effect: the newer list has come into force, with or without the agency's part. */
export async function replacementsOf(
  db: Db,
  campaignId: string,
  agencyCode: string,
  role: Role,
): Promise<Replacement[]> {
  const decisions = await db
    .selectFrom('listReplacement')
    .innerJoin('listFile', 'listFile.id', 'listReplacement.fileId')
    .innerJoin('staff', 'staff.id', 'listReplacement.decidedBy')
    .selectAll('listReplacement')
    .select(['staff.fullName', 'staff.role'])
    .where('listFile.campaignId', '=', campaignId)
    .where('listReplacement.agencyCode', '=', agencyCode)
    .where('listFile.importedAt', 'is not', null)
    .orderBy('decidedAt', 'desc')
    .execute();
  return decisions.map((decision) => ({
    kind: decision.kind,
    at: decision.decidedAt.toISOString(),
    by: seesCountsOnly(role) ? null : decision.fullName,
    isByHomeAffairs: decision.role === 'home_affairs',
    reason: decision.reason,
    before: { rows: decision.beforeRows, people: decision.beforePeople },
    after: { rows: decision.afterRows, people: decision.afterPeople },
    wasSigned: decision.wasSigned,
    wasAccepted: decision.wasAccepted,
  }));
}
