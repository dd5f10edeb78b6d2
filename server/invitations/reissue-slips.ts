import type { ReissuedPart, ReissueReason, RevokeReason } from '#contract/reissues.ts';
import { record } from '../db/activity.ts';
import type { Db } from '../db/database.ts';
import { refuseErased } from '../db/erased.ts';
import { keepStage } from '../db/hold-campaign.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import { recordCaseEvents } from './case-events.ts';
import { RENEWED, renewSecrets } from './renew-secrets.ts';

export interface AgencyCases {
  readonly campaignId: string;
  readonly agencyCode: string;
}

export interface ReissueOrder {
  readonly part: ReissuedPart;
  /** As added up from the list that was read. Each renewal raises it. */
  readonly issues: number;
  readonly reason: ReissueReason;
}

/**
 * Whether a case was answered makes no difference here: who may print would otherwise learn it from a
 * refusal, or from who is missing in a hamlet.
 */
export async function reissueSlips(
  { db, secrets, now }: Deps,
  by: string,
  { campaignId, agencyCode }: AgencyCases,
  { part, issues, reason }: ReissueOrder,
): Promise<{ reissued: number }> {
  return db.transaction().execute(async (trx) => {
    await keepStage(trx, campaignId, 'drawn', 'collecting');
    await refuseErased(trx, campaignId);
    const cases = await lockedCases(trx, { campaignId, agencyCode }, part);
    const [first] = cases;
    if (!first) throw problem('invitation_not_found');
    if (cases.reduce((sum, { issue }) => sum + issue, 0) !== issues) throw problem('slips_changed');
    await renewSecrets(trx, secrets, cases);
    const ids = cases.map(({ id }) => id);
    await trx
      .updateTable('invitation')
      .set({ isRevoked: false })
      .where('id', 'in', ids)
      .where('isRevoked', '=', true)
      .execute();
    const happenedAt = now();
    await recordCaseEvents(trx, ids, {
      campaignId,
      kind: 'reissued',
      reason,
      happenedAt,
      staffId: by,
    });
    await record(trx, {
      at: happenedAt,
      staffId: by,
      act: 'slips_reissued',
      campaignId,
      details: { agency: agencyCode, slips: ids.length, reason },
    });
    return { reissued: ids.length };
  });
}

/** The new secret is printed by nobody until a reissue replaces it. */
export async function revokeSlip(
  { db, secrets, now }: Deps,
  by: string,
  { serial, ...agency }: AgencyCases & { readonly serial: string },
  reason: RevokeReason,
): Promise<void> {
  const { campaignId, agencyCode } = agency;
  await db.transaction().execute(async (trx) => {
    await keepStage(trx, campaignId, 'drawn', 'collecting');
    const cases = await lockedCases(trx, agency, { serial: Number(serial) });
    const [revoked] = cases;
    if (!revoked) throw problem('invitation_not_found');
    if (revoked.isRevoked) return;
    await renewSecrets(trx, secrets, cases);
    await trx
      .updateTable('invitation')
      .set({ isRevoked: true })
      .where('id', '=', revoked.id)
      .execute();
    const happenedAt = now();
    const event = { campaignId, kind: 'revoked', reason, happenedAt, staffId: by } as const;
    await recordCaseEvents(trx, [revoked.id], event);
    await record(trx, {
      at: happenedAt,
      staffId: by,
      act: 'slip_revoked',
      campaignId,
      details: { agency: agencyCode, reason },
    });
  });
}

/** In the order of ids, as arriving ballots take their rows: neither waits for the other in a circle. */
export const lockedCases = (trx: Db, { campaignId, agencyCode }: AgencyCases, part: ReissuedPart) =>
  trx
    .selectFrom('invitation')
    .select([...RENEWED, 'isRevoked', 'state', 'delivery'])
    .where('campaignId', '=', campaignId)
    .where('agencyCode', '=', agencyCode)
    .where('state', '<>', 'replaced')
    .$if('serial' in part, (query) =>
      query.where('serial', '=', (part as { serial: number }).serial),
    )
    .$if('hamlet' in part, (query) =>
      query.where('hamlet', 'is not distinct from', (part as { hamlet: string | null }).hamlet),
    )
    .orderBy('id')
    .forUpdate()
    .execute();
