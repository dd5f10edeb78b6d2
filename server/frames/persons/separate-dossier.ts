import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import { holdOpenFrame } from '../../db/hold-campaign.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';
import { voidSignature } from '../acceptance/void-signature.ts';
import type { Scope } from '../scope.ts';
import { openCampaignOf } from '../scope.ts';
import { relinkAgency } from './relink-agency.ts';

export interface Separating {
  readonly campaignId: string;
  readonly scope: Scope;
  readonly dossierCode: string;
  readonly staffId: string;
}

/** Undoes a merge. It is the dossier's code that is remembered: a newer list does not bring the merge back. */
export const separateDossier = (deps: Deps, wanted: Separating): Promise<void> =>
  relinked(deps, wanted, 'dossier_separated', async (trx, agencyCode) => {
    const { campaignId, dossierCode, staffId } = wanted;
    const separated = await trx
      .insertInto('separation')
      .values({
        campaignId,
        agencyCode,
        dossierCode,
        reach: 'agency',
        separatedAt: deps.now(),
        separatedBy: staffId,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('dossierCode')
      .execute();
    return separated.length > 0;
  });

/** Undoes the undoing: the dossier is linked as the rules say. */
export const rejoinDossier = (deps: Deps, wanted: Separating): Promise<void> =>
  relinked(deps, wanted, 'dossier_rejoined', async (trx) => {
    const rejoined = await trx
      .deleteFrom('separation')
      .where('campaignId', '=', wanted.campaignId)
      .where('dossierCode', '=', wanted.dossierCode)
      .where('reach', '=', 'agency')
      .returning('dossierCode')
      .execute();
    return rejoined.length > 0;
  });

async function relinked(
  deps: Deps,
  { campaignId, scope, dossierCode, staffId }: Separating,
  act: string,
  /** False where it is so already: then the list and its signature stay as they are. */
  change: (trx: Db, agencyCode: string) => Promise<boolean>,
): Promise<void> {
  await openCampaignOf(deps.db, campaignId, scope);
  await deps.db.transaction().execute(async (trx) => {
    // A list that comes into force meanwhile waits, or has been waited for.
    await holdOpenFrame(trx, campaignId);
    const agencyCode = await agencyOf(trx, campaignId, dossierCode);
    if (!agencyCode || (scope !== null && scope !== agencyCode)) throw problem('not_found');
    if (!(await change(trx, agencyCode))) return;
    await relinkAgency(trx, deps, campaignId, agencyCode);
    await voidSignature(trx, campaignId, agencyCode);
    await record(trx, {
      at: deps.now(),
      staffId,
      act,
      campaignId,
      details: { agency: agencyCode },
    });
  });
}

/** The agency of a dossier in force; a separation outlives the list that brought its dossier. */
async function agencyOf(trx: Db, campaignId: string, code: string): Promise<string | undefined> {
  const dossier = await trx
    .selectFrom('dossier')
    .innerJoin('listFile', 'listFile.id', 'dossier.fileId')
    .select('dossier.agencyCode')
    .where('dossier.campaignId', '=', campaignId)
    .where('code', '=', code)
    .where('personId', 'is not', null)
    .where('state', '=', 'imported')
    .executeTakeFirst();
  if (dossier?.agencyCode) return dossier.agencyCode;
  const separation = await trx
    .selectFrom('separation')
    .select('agencyCode')
    .where('campaignId', '=', campaignId)
    .where('dossierCode', '=', code)
    .where('reach', '=', 'agency')
    .executeTakeFirst();
  return separation?.agencyCode;
}
