import type { Selectable } from 'kysely';
import type { RegisterCheck } from '#contract/register-checks.ts';
import { CHECK_CONFIDENCE } from '#contract/register-checks.ts';
import { intervalClopperPearson } from '#sampling/intervals/clopper-pearson.ts';
import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import { holdOpenFrame } from '../../db/hold-campaign.ts';
import type { Tables } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';
import { campaignOf, openCampaignOf } from '../scope.ts';

interface Place {
  readonly campaignId: string;
  readonly agencyCode: string;
}

export async function registerChecksOf(
  db: Db,
  { campaignId, agencyCode }: Place,
): Promise<{ checks: RegisterCheck[] }> {
  await campaignOf(db, campaignId, agencyCode);
  const rows = await db
    .selectFrom('registerCheck')
    .selectAll()
    .where('campaignId', '=', campaignId)
    .where('agencyCode', '=', agencyCode)
    .orderBy('lockedAt', 'desc')
    .execute();
  return { checks: rows.map(checkOf) };
}

/** A row as everybody reads it: before the dice nobody reads the nonce. */
export const checkOf = ({
  id,
  population,
  share,
  lockedAt,
  lockSha256,
  nonce,
  dice,
  positions,
  drawnAt,
  ...filled
}: Selectable<Tables['registerCheck']>): RegisterCheck => ({
  ...{ id, population, share, lockSha256, dice },
  lockedAt: lockedAt.toISOString(),
  nonce: drawnAt && nonce,
  positions: [...(positions ?? [])],
  drawnAt: drawnAt?.toISOString() ?? null,
  result: resultOf(filled, positions?.length ?? 0),
});

function resultOf(
  filled: {
    readonly absent: number | null;
    readonly unhappy: number | null;
    readonly note: string | null;
    readonly filledAt: Date | null;
  },
  drawn: number,
): RegisterCheck['result'] {
  const { absent, unhappy, note, filledAt } = filled;
  if (absent === null || filledAt === null) return null;
  // A bound on one side: the interval of 90 % has 5 % beyond its upper end.
  const atMost =
    intervalClopperPearson(absent / drawn, drawn, 2 * CHECK_CONFIDENCE - 1)?.upper ?? 1;
  return { absent, unhappy: unhappy ?? 0, note, filledAt: filledAt.toISOString(), atMost };
}

/** Keeps what was found. A result that is known is not written over: another check may be drawn. */
export async function fillRegisterCheck(
  deps: Deps,
  filling: Place & {
    readonly checkId: string;
    readonly staffId: string;
    readonly absent: number;
    readonly unhappy: number;
    readonly note: string | null;
  },
): Promise<void> {
  const { campaignId, agencyCode, checkId, staffId, absent, unhappy, note } = filling;
  await openCampaignOf(deps.db, campaignId, agencyCode);
  await deps.db.transaction().execute(async (trx) => {
    await holdOpenFrame(trx, campaignId);
    const filledAt = deps.now();
    const check = await trx
      .selectFrom('registerCheck')
      .select(['positions', 'filledAt'])
      .where('id', '=', checkId)
      .where('campaignId', '=', campaignId)
      .where('agencyCode', '=', agencyCode)
      .forUpdate()
      .executeTakeFirst();
    if (!check?.positions) throw problem('not_found');
    if (check.filledAt) throw problem('register_check_closed');
    const drawn = check.positions.length;
    if (absent > drawn || unhappy > absent) throw problem('register_check_counts', { drawn });
    await trx
      .updateTable('registerCheck')
      .set({ absent, unhappy, note, filledAt: filledAt, filledBy: staffId })
      .where('id', '=', checkId)
      .execute();
    const details = { agency: agencyCode, drawn, absent, unhappy };
    await record(trx, { at: filledAt, staffId, act: 'register_check_filled', campaignId, details });
  });
}
