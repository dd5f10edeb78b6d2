import { record } from '../db/activity.ts';
import type { Db } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import { personBehind } from './queries.ts';

/**
 * Empties everything that names the person: identity, hamlet on the invitation, codes of the dossiers.
 * The frozen frame holds a pseudonym only and stays as it was published; so do the rows' counts.
 */
export async function carryOutErasure(
  { db, now }: Deps,
  by: string,
  { campaignId, code }: { campaignId: string; code: string },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const found = await personBehind(trx, campaignId, code);
    if (!found) throw problem('not_found');
    // Pressed twice: it has been done.
    if (found.carriedOutAt) return;
    await trx
      .updateTable('erasureRequest')
      .set({ carriedOutAt: now(), carriedOutBy: by })
      .where('code', '=', code)
      .execute();
    await trx
      .updateTable('invitation')
      .set({ hamlet: null })
      .where('id', '=', found.invitationId)
      .execute();
    if (found.personId) await erasePerson(trx, found.personId);
    await record(trx, {
      at: now(),
      staffId: by,
      act: 'personal_data_erased',
      campaignId,
      details: { unit: found.unitCode, code },
    });
  });
}

async function erasePerson(trx: Db, personId: string): Promise<void> {
  await trx
    .updateTable('person')
    .set({ fullName: '', birthYear: null, sex: null, phone: null, address: null, hamlet: null })
    .where('id', '=', personId)
    .execute();
  await trx.updateTable('dossier').set({ code: null }).where('personId', '=', personId).execute();
}
