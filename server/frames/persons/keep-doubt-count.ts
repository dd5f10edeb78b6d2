import type { Db } from '../../db/database.ts';
import type { DoubtCount } from '../../lists/link/decide-list.ts';

/** How many pairs of an agency's list in force somebody should look at. */
export async function keepDoubtCount(
  trx: Db,
  campaignId: string,
  { agencyCode, doubtful, contradictory }: DoubtCount,
): Promise<void> {
  const counts = { doubtful, contradictory };
  await trx
    .insertInto('doubtCount')
    .values({ campaignId, agencyCode, ...counts })
    .onConflict((conflict) => conflict.columns(['campaignId', 'agencyCode']).doUpdateSet(counts))
    .execute();
}

/** Of a list that comes into force: the agencies that it concerns, with none where nothing is doubtful. */
export async function keepDoubtCounts(
  trx: Db,
  campaignId: string,
  agencies: readonly string[],
  doubts: readonly DoubtCount[],
): Promise<void> {
  const known = new Map(doubts.map((doubt) => [doubt.agencyCode, doubt]));
  for (const agencyCode of agencies)
    await keepDoubtCount(
      trx,
      campaignId,
      known.get(agencyCode) ?? { agencyCode, doubtful: 0, contradictory: 0 },
    );
}
