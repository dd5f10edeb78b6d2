import type { Db } from '../../db/database.ts';

/** A clerk with more wrong items than this has all forms entered twice (docs/fieldwork.md §2). */
const WATCHED_SHARE = 0.01;

export const isOverShare = (tally: {
  readonly itemsCompared: number;
  readonly itemsWrong: number;
}): boolean => tally.itemsWrong > WATCHED_SHARE * tally.itemsCompared;

export async function isWatched(db: Db, campaignId: string, staffId: string): Promise<boolean> {
  const tally = await db
    .selectFrom('entryTally')
    .select(['itemsCompared', 'itemsWrong'])
    .where('campaignId', '=', campaignId)
    .where('staffId', '=', staffId)
    .executeTakeFirst();
  return tally !== undefined && isOverShare(tally);
}
