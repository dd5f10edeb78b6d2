import { randomUUID } from 'node:crypto';
import { record } from '../../db/activity.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';
import { openCampaignOf } from '../scope.ts';
import { whileOpen } from './sign-list.ts';
import type { UnitStanding } from './unit-states.ts';
import { unitStandings } from './unit-states.ts';
import { voidSignature } from './void-signature.ts';

export interface Deciding {
  readonly campaignId: string;
  readonly unitCode: string;
  readonly staffId: string;
  readonly kind: 'accepted' | 'returned';
  readonly note: string | null;
}

/** Home Affairs accepts a signed list, its remark to be printed word for word, or gives it back with a note. */
export async function decideOnList(deps: Deps, deciding: Deciding): Promise<void> {
  const { campaignId, unitCode, staffId, kind, note } = deciding;
  if (kind === 'returned' && !note) throw problem('return_needs_note');
  await openCampaignOf(deps.db, campaignId, unitCode);
  await deps.db.transaction().execute(async (trx) => {
    await whileOpen(trx, campaignId);
    const [unit] = await unitStandings(trx, campaignId, unitCode);
    const standing = unit as UnitStanding;
    if (standing.rows === 0) throw problem('list_absent');
    if (kind === 'accepted' && !standing.isSigned) throw problem('list_not_signed');
    if (kind === 'returned') await voidSignature(trx, campaignId, unitCode);
    await trx
      .updateTable('unitDecision')
      .set({ inForce: false })
      .where('campaignId', '=', campaignId)
      .where('unitCode', '=', unitCode)
      .where('inForce', '=', true)
      .execute();
    const at = deps.now();
    await trx
      .insertInto('unitDecision')
      .values({
        id: randomUUID(),
        campaignId,
        unitCode,
        kind,
        note,
        decidedAt: at,
        decidedBy: staffId,
      })
      .execute();
    const details = { unit: unitCode, kind, hasNote: note !== null };
    await record(trx, { at, staffId, act: 'list_decided', campaignId, details });
  });
}
