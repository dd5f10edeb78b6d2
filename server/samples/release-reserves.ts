import { record } from '../db/activity.ts';
import type { Db } from '../db/database.ts';
import { campaignAt } from '../db/stage.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import { reservesLeft } from './queries.ts';

/** Strictly the next in ticket order, so nobody picks a replacement; their invitations are then issued. */
export async function releaseReserves(
  { db, now }: Deps,
  by: string,
  campaignId: string,
  order: { stratum: string; count: number; reason: string },
): Promise<{ released: number; left: number }> {
  await campaignAt(db, campaignId, 'drawn', 'collecting');
  return db.transaction().execute(async (trx) => {
    // Two who release at once wait for each other here: each reserve is released once.
    await trx
      .selectFrom('campaign')
      .select('id')
      .where('id', '=', campaignId)
      .forUpdate()
      .execute();
    const { stratum, count, reason } = order;
    await requireStratum(trx, campaignId, stratum);
    const reserves = await reservesLeft(trx, campaignId, stratum);
    if (reserves.length < count)
      throw problem('reserves_exhausted', { stratum, left: reserves.length, wanted: count });
    const releasedAt = now();
    await trx
      .insertInto('reserveRelease')
      .values(
        reserves.slice(0, count).map(({ unitId }) => ({
          campaignId,
          unitId,
          reason,
          releasedAt,
          releasedBy: by,
        })),
      )
      .execute();
    await record(trx, {
      at: releasedAt,
      staffId: by,
      act: 'reserves_released',
      campaignId,
      details: { stratum, count, reason },
    });
    return { released: count, left: reserves.length - count };
  });
}

async function requireStratum(db: Db, campaignId: string, code: string): Promise<void> {
  const found = await db
    .selectFrom('stratum')
    .select('code')
    .where('campaignId', '=', campaignId)
    .where('code', '=', code)
    .executeTakeFirst();
  if (!found) throw problem('request_invalid', { at: ['body.stratum'] });
}
