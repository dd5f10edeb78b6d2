import type { Db } from '../../db/database.ts';

/** Of who took answers in a round: staff by their name, a kiosk by that of its device. */
export async function takerNames(db: Db, campaignId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('ballotBatch')
    .leftJoin('staff', 'staff.id', 'takerId')
    .leftJoin('fieldDevice', 'fieldDevice.id', 'takerId')
    .select(['takerId', 'fullName', 'fieldDevice.name as deviceName'])
    .distinct()
    .where('ballotBatch.campaignId', '=', campaignId)
    .execute();
  return new Map(
    rows.map(({ takerId, fullName, deviceName }) => [takerId, fullName ?? deviceName ?? '']),
  );
}
