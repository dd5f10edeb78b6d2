import { dayOf, erasureDay } from '#contract/calendar.ts';
import { record } from '../db/activity.ts';
import { refuseWhileImporting } from '../db/refuse-while-importing.ts';
import { campaignAt } from '../db/stage.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import { frameSha256 } from './frame-sha256.ts';
import { holdsUntilCount } from './holds-until-count.ts';
import { lastPostponement } from './queries.ts';

/** From here on nobody's data are shown any more, and the erasure continues after any interruption. A second call changes nothing. */
export async function beginErasure(
  deps: Deps,
  campaignId: string,
  staffId: string | null,
): Promise<void> {
  const { db, now } = deps;
  const before = await standingFrame(deps, campaignId);
  await db.transaction().execute(async (trx) => {
    // Holds off a stage change and a second beginning until this one is committed.
    await trx
      .selectFrom('campaign')
      .select('id')
      .where('id', '=', campaignId)
      .forUpdate()
      .execute();
    const campaign = await campaignAt(trx, campaignId);
    const dueOn = erasureDay(campaign, await lastPostponement(trx, campaignId));
    const isTime = staffId ? campaign.stage === 'published' : dueOn <= dayOf(now());
    if (!isTime || holdsUntilCount(campaign.stage)) throw problem('erasure_too_early', { dueOn });
    await refuseWhileImporting(trx, campaignId);
    const begun = await trx
      .insertInto('campaignErasure')
      .values({ campaignId, dueOn, begunAt: now(), begunBy: staffId, frameSha256: before })
      .onConflict((conflict) => conflict.doNothing())
      .returning('campaignId')
      .executeTakeFirst();
    if (!begun) return;
    const act = 'campaign_erasure_begun';
    await record(trx, { at: now(), staffId, act, campaignId, details: { due: dueOn } });
  });
}

/** What is in the rows must be the published frame: a certificate over another one would be worth nothing. */
async function standingFrame({ db }: Deps, campaignId: string): Promise<string | null> {
  const frame = await db
    .selectFrom('frame')
    .select('sha256')
    .where('campaignId', '=', campaignId)
    .executeTakeFirst();
  const before = await frameSha256(db, campaignId);
  if ((frame?.sha256 ?? null) !== before) throw problem('frame_hash_changed');
  return before;
}
