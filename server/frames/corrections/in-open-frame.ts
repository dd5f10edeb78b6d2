import type { Db } from '../../db/database.ts';
import { holdOpenFrame } from '../../db/hold-campaign.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';
import type { ListInForce } from './list-in-force.ts';

/** Rows change while the frame is open and the list is still in force: both are decided under the campaign's row. */
export const inOpenFrame = <T>(
  { db }: Deps,
  { campaignId, fileId }: ListInForce,
  act: (trx: Db) => Promise<T>,
): Promise<T> =>
  db.transaction().execute(async (trx) => {
    await holdOpenFrame(trx, campaignId);
    const { state } = await trx
      .selectFrom('listFile')
      .select('state')
      .where('id', '=', fileId)
      .executeTakeFirstOrThrow();
    if (state !== 'imported') throw problem('list_replaced');
    return act(trx);
  });
