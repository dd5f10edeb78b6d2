import type { Db } from '../db/database.ts';

/** When the journal last says that somebody tried slip codes. A code names no campaign, so this is of all. */
export async function lastGuessing(db: Db): Promise<string | null> {
  const noticed = await db
    .selectFrom('activity')
    .select('at')
    .where('campaignId', 'is', null)
    .where('act', '=', 'codes_guessed')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return noticed?.at.toISOString() ?? null;
}
