import { dayOf } from '#contract/calendar.ts';
import { problem } from '../problem.ts';
import type { Db } from './database.ts';
import { preparedStatement } from './prepared-statement.ts';

/** Refuses a request for people of an erased campaign, with the day of the erasure. */
export async function refuseErased(db: Db, campaignId: string): Promise<void> {
  const erasure = await db
    .selectFrom('campaignErasure')
    .select('begunAt')
    .where('campaignId', '=', campaignId)
    .modifyEnd(preparedStatement)
    .executeTakeFirst();
  if (erasure) throw problem('personal_data_erased', { on: dayOf(erasure.begunAt) });
}
