import { traceContacts } from '../db/contact-traces.ts';
import type { Db } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { personsOf, unitsOf } from './erase-person.ts';

/**
 * No contact in this round and in later ones: before the freeze the person is left out of the frame, after it
 * a slip of theirs is declined now or when it is issued. What was answered stays: it is nobody's.
 */
export async function endContact(
  trx: Db,
  { secrets }: Deps,
  campaignId: string,
  personId: string,
): Promise<void> {
  const persons = await personsOf(trx, campaignId, personId);
  await traceContacts(trx, secrets, campaignId, 'refused', persons);
  await trx
    .updateTable('invitation')
    .set({ state: 'declined', isRevoked: true })
    .where('campaignId', '=', campaignId)
    .where('state', 'in', ['issued', 'opened'])
    .where('unitId', 'in', unitsOf(trx, campaignId, persons))
    .execute();
}
