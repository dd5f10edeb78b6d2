import type { TermsChange } from '#contract/terms-changes.ts';
import type { Db } from './database.ts';

/** Newest first; `office` and published results show the same. */
export async function termsChangesOf(db: Db, campaignId: string): Promise<TermsChange[]> {
  const rows = await db
    .selectFrom('termsChange')
    .leftJoin('agency', 'agency.code', 'termsChange.agencyCode')
    .select(['term', 'agency.name as agencyName', 'earlier', 'later', 'reason', 'changedAt'])
    .where('campaignId', '=', campaignId)
    .orderBy('changedAt', 'desc')
    .execute();
  return rows.map((row) => ({ ...row, changedAt: row.changedAt.toISOString() }));
}
