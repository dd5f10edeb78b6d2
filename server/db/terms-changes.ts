import { randomUUID } from 'node:crypto';
import type { TermsChange } from '#contract/terms-changes.ts';
import { record } from './activity.ts';
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

export interface NotedChange extends Pick<TermsChange, 'term' | 'earlier' | 'later' | 'reason'> {
  readonly campaignId: string;
  readonly agencyCode: string | null;
}

/** Into the list that is printed with the results, and into the journal. */
export async function noteTermsChange(
  trx: Db,
  change: NotedChange,
  changedBy: string,
  changedAt: Date,
): Promise<void> {
  await trx
    .insertInto('termsChange')
    .values({ ...change, id: randomUUID(), changedAt, changedBy })
    .execute();
  const { campaignId, agencyCode, term, earlier, later, reason } = change;
  await record(trx, {
    at: changedAt,
    staffId: changedBy,
    act: 'terms_changed',
    campaignId,
    details: { term, ...(agencyCode && { agency: agencyCode }), earlier, later, reason },
  });
}
