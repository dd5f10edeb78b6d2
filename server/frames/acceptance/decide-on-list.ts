import { randomUUID } from 'node:crypto';
import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import { holdOpenFrame } from '../../db/hold-campaign.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';
import { openCampaignOf } from '../scope.ts';
import type { AgencyStanding } from './agency-states.ts';
import { agencyStandings } from './agency-states.ts';
import { voidSignature } from './void-signature.ts';

export interface Deciding {
  readonly campaignId: string;
  readonly agencyCode: string;
  readonly staffId: string;
  readonly kind: 'accepted' | 'returned';
  readonly note: string | null;
}

/** Home Affairs accepts a signed list, its remark to be printed word for word, or gives it back with a note. */
export async function decideOnList(deps: Deps, deciding: Deciding): Promise<void> {
  const { campaignId, agencyCode, kind, note } = deciding;
  if (kind === 'returned' && !note) throw problem('return_needs_note');
  await openCampaignOf(deps.db, campaignId, agencyCode);
  await deps.db.transaction().execute(async (trx) => {
    await holdOpenFrame(trx, campaignId);
    await decide(trx, deps.now(), deciding);
  });
}

/** Within a transaction that keeps the frame open. */
export async function decide(trx: Db, decidedAt: Date, deciding: Deciding): Promise<void> {
  const { campaignId, agencyCode, staffId, kind, note } = deciding;
  const [agency] = await agencyStandings(trx, campaignId, agencyCode);
  const standing = agency as AgencyStanding;
  if (standing.rows === 0) throw problem('list_absent');
  if (kind === 'accepted' && !standing.isSigned) throw problem('list_not_signed');
  if (kind === 'returned') await voidSignature(trx, campaignId, agencyCode);
  await trx
    .updateTable('acceptanceDecision')
    .set({ inForce: false })
    .where('campaignId', '=', campaignId)
    .where('agencyCode', '=', agencyCode)
    .where('inForce', '=', true)
    .execute();
  await trx
    .insertInto('acceptanceDecision')
    .values({
      id: randomUUID(),
      campaignId,
      agencyCode,
      kind,
      note,
      decidedAt,
      decidedBy: staffId,
    })
    .execute();
  const details = { agency: agencyCode, kind, hasNote: note !== null };
  await record(trx, { at: decidedAt, staffId, act: 'list_decided', campaignId, details });
}
