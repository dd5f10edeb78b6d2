import type { Remark } from '#contract/remarks.ts';
import type { Db } from '../db/database.ts';

export async function remarksOf(db: Db, campaignId: string): Promise<Remark[]> {
  const rows = await db
    .selectFrom('remark')
    .innerJoin('staff', 'staff.id', 'remark.writtenBy')
    .select(['stage', 'text', 'writtenAt', 'staff.fullName as writtenBy'])
    .where('campaignId', '=', campaignId)
    .orderBy('remark.id')
    .execute();
  return rows.map((row) => ({ ...row, writtenAt: row.writtenAt.toISOString() }));
}
