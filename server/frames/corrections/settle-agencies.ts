import type { Db } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { voidSignature } from '../acceptance/void-signature.ts';
import { recountList } from '../completeness/recount-list.ts';
import { tallyAgency } from '../completeness/tally-agency.ts';
import { relinkAgency } from '../persons/relink-agency.ts';
import type { ListInForce } from './list-in-force.ts';

export interface ChangedAgencies {
  /** Agencies some of whose rows have changed; null for rows of no agency. */
  readonly all: Iterable<string | null>;
  /** Agencies in which an added or removed person could be linked with another: they are linked again. */
  readonly linked: ReadonlySet<string | null>;
}

/** After rows have changed: their agencies are linked and counted again, and their signatures are void. */
export async function settleAgencies(
  trx: Db,
  deps: Deps,
  { campaignId, fileId }: ListInForce,
  { all, linked }: ChangedAgencies,
): Promise<void> {
  for (const agencyCode of new Set(all)) {
    if (agencyCode !== null) await voidSignature(trx, campaignId, agencyCode);
    if (agencyCode !== null && linked.has(agencyCode))
      await relinkAgency(trx, deps, campaignId, agencyCode);
    // Linking tallies the lists of linked dossiers only; a part may have none of them left.
    if (!linked.has(agencyCode) || !(await hasLinked(trx, fileId, agencyCode)))
      await tallyAgency(trx, fileId, agencyCode);
  }
  await recountList(trx, fileId);
}

async function hasLinked(trx: Db, fileId: string, agencyCode: string | null): Promise<boolean> {
  const row = await trx
    .selectFrom('dossier')
    .select('rowNumber')
    .where('fileId', '=', fileId)
    .where('agencyCode', '=', agencyCode)
    .where('personId', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
