import { addDays, dayOf, erasureDay } from '#contract/calendar.ts';
import { LONGEST_POSTPONEMENT_DAYS } from '#contract/retention.ts';
import { record } from '../db/activity.ts';
import { refuseErased } from '../db/erased.ts';
import { campaignAt } from '../db/stage.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import { lastPostponement } from './queries.ts';

/** A later day with its reason, which stays on record; the campaign's row decides between it and the clock. */
export async function postponeErasure(
  { db, now }: Deps,
  staffId: string,
  { campaignId, until, reason }: { campaignId: string; until: string; reason: string },
): Promise<void> {
  if (!isOnCalendar(until)) throw problem('request_invalid', { at: ['body.until'] });
  await db.transaction().execute(async (trx) => {
    await trx
      .selectFrom('campaign')
      .select('id')
      .where('id', '=', campaignId)
      .forUpdate()
      .execute();
    const campaign = await campaignAt(trx, campaignId);
    await refuseErased(trx, campaignId);
    const dueOn = erasureDay(campaign, await lastPostponement(trx, campaignId));
    const postponedAt = now();
    const from = dueOn > dayOf(postponedAt) ? dueOn : dayOf(postponedAt);
    const latest = addDays(from, LONGEST_POSTPONEMENT_DAYS);
    if (until <= from || until > latest)
      throw problem('postponement_out_of_range', { from, latest });
    await trx
      .insertInto('retentionPostponement')
      .values({ campaignId, until, reason, postponedAt, postponedBy: staffId })
      .execute();
    const details = { from: dueOn, until };
    await record(trx, { at: postponedAt, staffId, act: 'erasure_postponed', campaignId, details });
  });
}

const isOnCalendar = (day: string): boolean =>
  !Number.isNaN(Date.parse(`${day}T00:00:00Z`)) && addDays(day, 0) === day;
