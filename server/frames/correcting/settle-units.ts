import type { Db } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { voidSignature } from '../accepting/void-signature.ts';
import { relinkUnit } from '../deciding/relink-unit.ts';
import { recountList } from '../tallying/recount-list.ts';
import { tallyUnit } from '../tallying/tally-unit.ts';
import type { ListInForce } from './list-in-force.ts';

export interface ChangedUnits {
  /** Units some of whose rows have changed; null for rows of no unit. */
  readonly all: Iterable<string | null>;
  /** Those in which whoever has come or gone could be linked with somebody: they are linked again. */
  readonly linked: ReadonlySet<string | null>;
}

/** After rows have changed: their units are linked and counted again, and no signature stands for them. */
export async function settleUnits(
  trx: Db,
  deps: Deps,
  { campaignId, fileId }: ListInForce,
  { all, linked }: ChangedUnits,
): Promise<void> {
  for (const unitCode of new Set(all)) {
    if (unitCode !== null) await voidSignature(trx, campaignId, unitCode);
    if (unitCode !== null && linked.has(unitCode))
      await relinkUnit(trx, deps, campaignId, unitCode);
    // Linking tallies the lists of linked dossiers only; a part may have none of them left.
    if (!linked.has(unitCode) || !(await hasLinked(trx, fileId, unitCode)))
      await tallyUnit(trx, fileId, unitCode);
  }
  await recountList(trx, fileId);
}

async function hasLinked(trx: Db, fileId: string, unitCode: string | null): Promise<boolean> {
  const one = await trx
    .selectFrom('dossier')
    .select('rowNumber')
    .where('fileId', '=', fileId)
    .where('unitCode', '=', unitCode)
    .where('personId', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return one !== undefined;
}
