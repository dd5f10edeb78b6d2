import { record } from '../db/activity.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import { erasePerson } from './erase-person.ts';
import { personBehind } from './queries.ts';

/**
 * Empties everything that names the person, in each agency that served them: identities, hamlets on
 * invitations, codes of dossiers, rows in error. The frozen frame holds a pseudonym only and stays as it was published; so do the rows' counts.
 */
export async function carryOutErasure(
  deps: Deps,
  by: string,
  { campaignId, code }: { campaignId: string; code: string },
): Promise<void> {
  const { db, now } = deps;
  await db.transaction().execute(async (trx) => {
    const found = await personBehind(trx, campaignId, code);
    if (!found) throw problem('not_found');
    const first = await trx
      .updateTable('erasureRequest')
      .set({ carriedOutAt: now(), carriedOutBy: by })
      .where('code', '=', code)
      .where('carriedOutAt', 'is', null)
      .returning('code')
      .executeTakeFirst();
    // Pressed twice: it has been done.
    if (!first) return;
    await trx
      .updateTable('invitation')
      .set({ hamlet: null })
      .where('id', '=', found.invitationId)
      .execute();
    if (found.personId) await erasePerson(trx, deps, campaignId, found.personId);
    await record(trx, {
      at: now(),
      staffId: by,
      act: 'personal_data_erased',
      campaignId,
      details: { agency: found.agencyCode, code },
    });
  });
}
