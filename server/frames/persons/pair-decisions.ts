import { sql } from 'kysely';
import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import { holdOpenFrame } from '../../db/hold-campaign.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';
import { voidSignature } from '../acceptance/void-signature.ts';
import { openCampaignOf } from '../scope.ts';
import { relinkAgency } from './relink-agency.ts';

export interface DecidingPair {
  readonly campaignId: string;
  readonly agencyCode: string;
  readonly dossierCodes: readonly [string, string];
  readonly staffId: string;
}

/** One person's, or two persons': remembered by the codes, so a newer list does not bring the doubt back. */
export const decidePair = (deps: Deps, pair: DecidingPair, isSame: boolean): Promise<void> =>
  changed(deps, pair, isSame ? 'dossiers_joined' : 'dossiers_kept_apart', async (trx, codes) => {
    const { campaignId, agencyCode, staffId } = pair;
    await refuseUnknown(trx, pair);
    const decided = { isSame, decidedAt: deps.now(), decidedBy: staffId };
    const [firstCode, secondCode] = codes;
    await trx
      .insertInto('pairDecision')
      .values({ campaignId, agencyCode, firstCode, secondCode, ...decided })
      .onConflict((conflict) =>
        conflict.columns(['campaignId', 'firstCode', 'secondCode']).doUpdateSet(decided),
      )
      .execute();
    if (isSame)
      await trx
        .deleteFrom('separation')
        .where('campaignId', '=', campaignId)
        .where('dossierCode', 'in', codes)
        .where('reach', '=', 'agency')
        .execute();
  });

/** Taken back: the evidence decides again. */
export const undoPairDecision = (deps: Deps, pair: DecidingPair): Promise<void> =>
  changed(deps, pair, 'pair_decision_undone', async (trx, [firstCode, secondCode]) => {
    const { numDeletedRows } = await trx
      .deleteFrom('pairDecision')
      .where('campaignId', '=', pair.campaignId)
      .where('agencyCode', '=', pair.agencyCode)
      .where('firstCode', '=', firstCode)
      .where('secondCode', '=', secondCode)
      .executeTakeFirstOrThrow();
    if (numDeletedRows === 0n) throw problem('not_found');
  });

async function changed(
  deps: Deps,
  { campaignId, agencyCode, dossierCodes, staffId }: DecidingPair,
  act: string,
  change: (trx: Db, codes: [string, string]) => Promise<void>,
): Promise<void> {
  await openCampaignOf(deps.db, campaignId, agencyCode);
  await deps.db.transaction().execute(async (trx) => {
    // A list that comes into force meanwhile waits, or has been waited for.
    await holdOpenFrame(trx, campaignId);
    await change(trx, [...dossierCodes].sort() as [string, string]);
    await relinkAgency(trx, deps, campaignId, agencyCode);
    await voidSignature(trx, campaignId, agencyCode);
    const details = { agency: agencyCode };
    await record(trx, { at: deps.now(), staffId, act, campaignId, details });
  });
}

/** Both are dossiers in the frame of this agency, and not one. */
async function refuseUnknown(trx: Db, { campaignId, agencyCode, dossierCodes }: DecidingPair) {
  const { rows } = await sql<{ dossiers: number }>`
    select count(distinct code) as dossiers from dossier
    join list_file on list_file.id = dossier.file_id and list_file.state = 'imported'
    where dossier.campaign_id = ${campaignId} and dossier.agency_code = ${agencyCode}
      and code = any(${[...dossierCodes]}::text[]) and outcome in ('accepted', 'merged')
  `.execute(trx);
  if (rows[0]!.dossiers !== 2) throw problem('not_found');
}
