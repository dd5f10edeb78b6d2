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
    if (found.personId) await erasePerson(trx, campaignId, found.personId);
    await record(trx, {
      at: now(),
      staffId: by,
      act: 'personal_data_erased',
      campaignId,
      details: { unit: found.unitCode, code },
    });
  });
}

async function erasePerson(trx: Db, campaignId: string, personId: string): Promise<void> {
  await trx
    .updateTable('person')
    .set({
      sealed: null,
      phoneKey: null,
      idKey: null,
      nameKey: null,
      bareKey: null,
      birthKey: null,
    })
    .where('id', '=', personId)
    .execute();
  const codes = await trx
    .selectFrom('dossier')
    .select(['code', 'fileId', 'rowNumber'])
    .where('personId', '=', personId)
    .execute();
  for (const { code, fileId, rowNumber } of codes) {
    await eraseCells(trx, campaignId, { fileId, rowNumber });
    await trx
      .deleteFrom('mergedIdentity')
      .where('fileId', '=', fileId)
      .where('rowNumber', '=', rowNumber)
      .execute();
    if (code)
      await trx
        .deleteFrom('separation')
        .where('dossierCode', '=', code)
        .where('campaignId', '=', campaignId)
        .execute();
  }
  await trx.updateTable('dossier').set({ code: null }).where('personId', '=', personId).execute();
}

/** A row that came with a fault keeps its cells, and how it was mended. */
async function eraseCells(
  trx: Db,
  campaignId: string,
  { fileId, rowNumber }: { readonly fileId: string; readonly rowNumber: number },
): Promise<void> {
  const kept = await trx
    .deleteFrom('problemRow')
    .where('fileId', '=', fileId)
    .where('rowNumber', '=', rowNumber)
    .returning('rowKey')
    .executeTakeFirst();
  if (!kept) return;
  await trx
    .deleteFrom('rememberedCorrection')
    .where('campaignId', '=', campaignId)
    .where('rowKey', '=', kept.rowKey)
    .execute();
}
