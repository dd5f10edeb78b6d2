import type { KeyEnd } from '../keys/round-keys.ts';
import { record } from './activity.ts';
import type { Db } from './database.ts';

/**
 * Writes down that a key is gone. The journal has a line when it goes, when its mirror's copy follows
 * later, and when a file came back from somewhere and was destroyed again.
 */
export async function recordKeyEnd(
  db: Db,
  campaignId: string,
  { use, wasThere, mirror }: KeyEnd,
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const known = await trx
      .selectFrom('roundKeyEnd')
      .select('mirror')
      .where('campaignId', '=', campaignId)
      .where('keyUse', '=', use)
      .forUpdate()
      .executeTakeFirst();
    if (known?.mirror === mirror && !wasThere) return;
    await trx
      .insertInto('roundKeyEnd')
      .values({ campaignId, keyUse: use, mirror, endedAt: now })
      .onConflict((conflict) =>
        conflict.columns(['campaignId', 'keyUse']).doUpdateSet({ mirror, endedAt: now }),
      )
      .execute();
    const details = { keyUse: use, mirror };
    await record(trx, { at: now, staffId: null, act: 'round_key_destroyed', campaignId, details });
  });
}

/** Rounds of which a copy may still be in a mirror that could not be reached. */
export const keysLeftInMirror = async (db: Db): Promise<number> => {
  const { left } = await db
    .selectFrom('roundKeyEnd')
    .select(({ fn }) => fn.countAll<number>().as('left'))
    .where('mirror', '=', 'unreachable')
    .executeTakeFirstOrThrow();
  return left;
};
