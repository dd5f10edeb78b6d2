import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { openCampaignOf } from '../scope.ts';
import type { StatedTotals } from './totals.ts';

export const statedTotals = (db: Db, campaignId: string, unitCode: string) =>
  db
    .selectFrom('statedTotal')
    .select(['received', 'returned', 'late', 'statedAt'])
    .where('campaignId', '=', campaignId)
    .where('unitCode', '=', unitCode)
    .executeTakeFirst();

export interface Stating {
  readonly campaignId: string;
  readonly unitCode: string;
  readonly staffId: string;
  readonly stated: StatedTotals;
}

/** Keeps what the one-stop system counts for a unit; the newest statement stands. */
export async function stateTotals(deps: Deps, stating: Stating): Promise<void> {
  const { campaignId, unitCode, staffId } = stating;
  await openCampaignOf(deps.db, campaignId, unitCode);
  await deps.db.transaction().execute(async (trx) => {
    await keepTotals(trx, deps.now(), stating);
    const details = { unit: unitCode, ...stating.stated };
    await record(trx, { at: deps.now(), staffId, act: 'totals_stated', campaignId, details });
  });
}

export async function keepTotals(
  trx: Db,
  at: Date,
  { campaignId, unitCode, staffId, stated }: Stating,
): Promise<void> {
  const said = { ...stated, statedAt: at, statedBy: staffId };
  await trx
    .insertInto('statedTotal')
    .values({ campaignId, unitCode, ...said })
    .onConflict((conflict) => conflict.columns(['campaignId', 'unitCode']).doUpdateSet(said))
    .execute();
}

export interface UnitNote {
  readonly note: string;
  readonly explained: number;
  readonly at: string;
}

export async function notesOf(
  db: Db,
  campaignId: string,
  unitCode: string,
): Promise<{ gaps: UnitNote | null; totals: UnitNote | null }> {
  const notes = await db
    .selectFrom('completenessNote')
    .select(['about', 'note', 'explained', 'notedAt'])
    .where('campaignId', '=', campaignId)
    .where('unitCode', '=', unitCode)
    .execute();
  const of = (about: string) => {
    const found = notes.find((one) => one.about === about);
    if (!found) return null;
    return { note: found.note, explained: found.explained, at: found.notedAt.toISOString() };
  };
  return { gaps: of('gaps'), totals: of('totals') };
}
