import type { Db } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { voidSignature } from '../accepting/void-signature.ts';
import { relinkUnit } from '../deciding/relink-unit.ts';
import { recountList } from '../tallying/recount-list.ts';
import { tallyUnit } from '../tallying/tally-unit.ts';
import type { ListInForce } from './list-in-force.ts';

/** After rows have changed: their units are linked and counted again, and no signature stands for them. */
export async function settleUnits(
  trx: Db,
  deps: Deps,
  { campaignId, fileId }: ListInForce,
  units: readonly (string | null)[],
): Promise<void> {
  for (const unitCode of new Set(units)) {
    if (unitCode !== null) {
      await relinkUnit(trx, deps, campaignId, unitCode);
      await voidSignature(trx, campaignId, unitCode);
    }
    // Linking tallies the lists of linked dossiers only; a part may have none of them left.
    await tallyUnit(trx, fileId, unitCode);
  }
  await recountList(trx, fileId);
}
