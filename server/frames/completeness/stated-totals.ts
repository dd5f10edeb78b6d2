import type { TotalSource } from '#contract/stated-totals.ts';
import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import { holdOpenFrame } from '../../db/hold-campaign.ts';
import type { Deps } from '../../deps.ts';
import { openCampaignOf } from '../scope.ts';
import type { StatedTotals } from './totals.ts';

export const statedTotals = (db: Db, campaignId: string, agencyCode: string) =>
  db
    .selectFrom('statedTotal')
    .select(['source', 'received', 'returned', 'late', 'statedAt'])
    .where('campaignId', '=', campaignId)
    .where('agencyCode', '=', agencyCode)
    .orderBy('source', 'desc')
    .execute();

export interface Stating {
  readonly campaignId: string;
  readonly agencyCode: string;
  readonly staffId: string;
  readonly source: TotalSource;
  readonly stated: StatedTotals;
}

/** Keeps what the one-stop system counts for an agency; the newest statement of each side is in force. */
export async function stateTotals(deps: Deps, stating: Stating): Promise<void> {
  const { campaignId, agencyCode, staffId, source } = stating;
  await openCampaignOf(deps.db, campaignId, agencyCode);
  await deps.db.transaction().execute(async (trx) => {
    await holdOpenFrame(trx, campaignId);
    await keepTotals(trx, deps.now(), stating);
    const details = { agency: agencyCode, source, ...stating.stated };
    await record(trx, { at: deps.now(), staffId, act: 'totals_stated', campaignId, details });
  });
}

export async function keepTotals(
  trx: Db,
  statedAt: Date,
  { campaignId, agencyCode, staffId, source, stated }: Stating,
): Promise<void> {
  const statement = { ...stated, statedAt: statedAt, statedBy: staffId };
  await trx
    .insertInto('statedTotal')
    .values({ campaignId, agencyCode, source, ...statement })
    .onConflict((conflict) =>
      conflict.columns(['campaignId', 'agencyCode', 'source']).doUpdateSet(statement),
    )
    .execute();
}

export interface AgencyNote {
  readonly note: string;
  readonly explained: number;
  readonly at: string;
}

export async function notesOf(
  db: Db,
  campaignId: string,
  agencyCode: string,
): Promise<Record<'gaps' | 'totals' | 'changes', AgencyNote | null>> {
  const notes = await db
    .selectFrom('completenessNote')
    .select(['about', 'note', 'explained', 'notedAt'])
    .where('campaignId', '=', campaignId)
    .where('agencyCode', '=', agencyCode)
    .execute();
  const noteAbout = (subject: string): AgencyNote | null => {
    const found = notes.find(({ about }) => about === subject);
    if (!found) return null;
    return { note: found.note, explained: found.explained, at: found.notedAt.toISOString() };
  };
  return { gaps: noteAbout('gaps'), totals: noteAbout('totals'), changes: noteAbout('changes') };
}
