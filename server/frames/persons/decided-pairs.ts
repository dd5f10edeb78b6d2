import type { Db } from '../../db/database.ts';
import type { DecidedPair } from '../../lists/link/link-dossiers.ts';

/** What somebody has said of two dossiers of an agency. */
export async function decidedPairs(
  db: Db,
  campaignId: string,
  agencyCode: string,
): Promise<DecidedPair[]> {
  const rows = await db
    .selectFrom('pairDecision')
    .select(['firstCode', 'secondCode', 'isSame'])
    .where('campaignId', '=', campaignId)
    .where('agencyCode', '=', agencyCode)
    .execute();
  return rows.map(({ firstCode, secondCode, isSame }) => ({
    codes: [firstCode, secondCode],
    isSame,
  }));
}
