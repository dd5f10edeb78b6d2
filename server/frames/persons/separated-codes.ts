import type { Db } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { relinkAgency } from './relink-agency.ts';

/** Dossiers of a campaign that are linked with none in their agency. */
export async function separatedCodes(db: Db, campaignId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('separation')
    .select('dossierCode')
    .where('campaignId', '=', campaignId)
    .where('reach', '=', 'agency')
    .execute();
  return rows.map(({ dossierCode }) => dossierCode);
}

/**
 * Links those agencies of a list anew in which somebody has parted a dossier, or joined it again, since the
 * list was decided by the `known` ones. Under the campaign's row, which such a change takes too.
 */
export async function relinkSeparatedSince(
  trx: Db,
  deps: Pick<Deps, 'secrets'>,
  list: { readonly campaignId: string; readonly fileId: string },
  known: readonly string[],
): Promise<void> {
  const before = new Set(known);
  const now = new Set(await separatedCodes(trx, list.campaignId));
  const changed = [...before.symmetricDifference(now)];
  if (changed.length === 0) return;
  const agencies = await trx
    .selectFrom('dossier')
    .select('agencyCode')
    .distinct()
    .where('fileId', '=', list.fileId)
    .where('campaignId', '=', list.campaignId)
    .where('code', 'in', changed)
    .where('personId', 'is not', null)
    .execute();
  for (const { agencyCode } of agencies)
    if (agencyCode !== null) await relinkAgency(trx, deps, list.campaignId, agencyCode);
}
