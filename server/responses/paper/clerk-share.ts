import type { Db } from '../../db/database.ts';
import type { FormReader } from './form-box.ts';

/** A clerk with more wrong items than this has all forms entered twice (docs/fieldwork.md §2). */
const WATCHED_SHARE = 0.01;

export const isOverShare = (tally: {
  readonly itemsCompared: number;
  readonly itemsWrong: number;
}): boolean => tally.itemsWrong > WATCHED_SHARE * tally.itemsCompared;

/** By what a clerk typed and by what they read from scans: a form's label is the clerk's to choose. */
export async function isWatched(
  db: Db,
  campaignId: string,
  { keyedBy }: FormReader,
): Promise<boolean> {
  const tallies = await db
    .selectFrom('entryTally')
    .select(['itemsCompared', 'itemsWrong'])
    .where('campaignId', '=', campaignId)
    .where('staffId', '=', keyedBy)
    .execute();
  return tallies.some(isOverShare);
}
