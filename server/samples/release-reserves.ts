import { record } from '../db/activity.ts';
import type { Db } from '../db/database.ts';
import { heldCampaignAt } from '../db/hold-campaign.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import { reservesLeft } from './queries.ts';

/** Strictly the next in ticket order, so nobody picks a replacement; their invitations are then issued. */
export async function releaseReserves(
  { db, now }: Deps,
  by: string,
  campaignId: string,
  order: { stratum: string; count: number; left: number; reason: string },
): Promise<{ released: number; left: number }> {
  return db.transaction().execute(async (trx) => {
    // Two who release at once wait for each other here: each reserve is released once.
    await heldCampaignAt(trx, campaignId, 'drawn', 'collecting');
    const { stratum, count, reason } = order;
    const agencyCode = await agencyOf(trx, campaignId, stratum);
    const ofAgency = await reservesLeft(trx, campaignId, agencyCode);
    if (ofAgency.length !== order.left)
      throw problem('reserves_changed', { left: ofAgency.length });
    const reserves = ofAgency.filter((reserve) => reserve.stratum === stratum);
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

async function agencyOf(db: Db, campaignId: string, code: string): Promise<string> {
  const found = await db
    .selectFrom('stratum')
    .select('agencyCode')
    .where('campaignId', '=', campaignId)
    .where('code', '=', code)
    .executeTakeFirst();
  if (!found) throw problem('request_invalid', { at: ['body.stratum'] });
  return found.agencyCode;
}
