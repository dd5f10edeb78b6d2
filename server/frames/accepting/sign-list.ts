import { randomUUID } from 'node:crypto';
import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';
import { openCampaignOf } from '../scope.ts';
import { countsOf } from './acceptance.ts';
import type { UnitStanding } from './unit-states.ts';
import { unitStandings } from './unit-states.ts';
import { voidSignature } from './void-signature.ts';

export interface Signing {
  readonly campaignId: string;
  readonly unitCode: string;
  readonly staffId: string;
  readonly signerName: string;
  readonly signerPosition: string;
}

/**
 * The unit's leader stands for the list as it is at this moment; the counts are kept with the signature.
 * Rows in error do not stop it, they are counted in it; a dossier that vanished without a reason does.
 */
export async function signList(deps: Deps, signing: Signing): Promise<void> {
  const { campaignId, unitCode, staffId, signerName, signerPosition } = signing;
  await openCampaignOf(deps.db, campaignId, unitCode);
  await deps.db.transaction().execute(async (trx) => {
    await whileOpen(trx, campaignId);
    const [unit] = await unitStandings(trx, campaignId, unitCode);
    refuse(unit as UnitStanding);
    const counts = await countsOf(trx, campaignId, unit as UnitStanding);
    await voidSignature(trx, campaignId, unitCode);
    const at = deps.now();
    const said = { signerName, signerPosition, counts: JSON.stringify(counts) };
    await trx
      .insertInto('unitSignature')
      .values({ id: randomUUID(), campaignId, unitCode, ...said, signedAt: at, signedBy: staffId })
      .execute();
    const details = { unit: unitCode, ...counts };
    await record(trx, { at, staffId, act: 'list_signed', campaignId, details });
  });
}

function refuse(unit: UnitStanding): void {
  if (unit.rows === 0) throw problem('list_absent');
  if (unit.unexplained > 0) throw problem('vanished_unexplained', { count: unit.unexplained });
  if (unit.isSigned || unit.decision === 'accepted') throw problem('list_signed');
}

/** Nobody freezes the frame or puts another list in force between the reading and the writing. */
export async function whileOpen(trx: Db, campaignId: string): Promise<void> {
  const { stage } = await trx
    .selectFrom('campaign')
    .select('stage')
    .where('id', '=', campaignId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  if (stage !== 'frame_open') throw problem('frame_frozen');
}
