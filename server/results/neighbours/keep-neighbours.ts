import { randomUUID } from 'node:crypto';
import type { Received } from '#contract/endpoint.ts';
import type { keepNeighbours, NeighbourFigure, withdrawNeighbours } from '#contract/neighbours.ts';
import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import { holdCampaign } from '../../db/hold-campaign.ts';
import { campaignAt } from '../../db/stage.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';
import { pastedRows } from './pasted-rows.ts';

/** So many rows are named in a refusal. */
const NAMED = 10;

/** All rows or none: what is not understood is named, and nothing is kept. */
export async function keepFigures(
  { db, now }: Deps,
  by: string,
  campaignId: string,
  { rows: pasted, ...origin }: Received<typeof keepNeighbours>['body'],
): Promise<{ kept: number }> {
  const { provinceCode, stage } = await campaignAt(db, campaignId);
  if (stage !== 'published') throw problem('not_published');
  const agencies = await db
    .selectFrom('agency')
    .select(['code', 'name'])
    .where('provinceCode', '=', provinceCode)
    .execute();
  const { name } = await db
    .selectFrom('province')
    .select('name')
    .where('code', '=', provinceCode)
    .executeTakeFirstOrThrow();
  const { rows, refused } = pastedRows(pasted, agencies, name);
  if (refused.length > 0 || rows.length === 0)
    throw problem('neighbour_rows_unknown', { rows: refused.slice(0, NAMED).join('; ') });
  const addedAt = now();
  await db.transaction().execute(async (trx) => {
    // Of two tables at once the later takes the other's place.
    await holdCampaign(trx, campaignId);
    await withdraw(trx, campaignId, origin, addedAt);
    await trx
      .insertInto('neighbourFigure')
      .values(
        rows.map((row) => ({
          ...row,
          ...origin,
          id: randomUUID(),
          campaignId,
          addedAt,
          addedBy: by,
          withdrawnAt: null,
        })),
      )
      .execute();
    const details = { kind: origin.kind, period: origin.period, source: origin.source };
    await record(trx, { at: addedAt, staffId: by, act: 'neighbours_kept', campaignId, details });
  });
  return { kept: rows.length };
}

export async function withdrawFigures(
  { db, now }: Deps,
  by: string,
  campaignId: string,
  origin: Received<typeof withdrawNeighbours>['body'],
): Promise<{ withdrawn: number }> {
  const moment = now();
  return db.transaction().execute(async (trx) => {
    const withdrawn = await withdraw(trx, campaignId, origin, moment);
    if (withdrawn === 0) throw problem('nothing_changed');
    const details = { kind: origin.kind, period: origin.period, source: origin.source };
    await record(trx, {
      at: moment,
      staffId: by,
      act: 'neighbours_withdrawn',
      campaignId,
      details,
    });
    return { withdrawn };
  });
}

/** A newer table of the same source and period replaces the older one. */
async function withdraw(
  db: Db,
  campaignId: string,
  { kind, period, source }: Received<typeof withdrawNeighbours>['body'],
  moment: Date,
): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('neighbourFigure')
    .set({ withdrawnAt: moment })
    .where('campaignId', '=', campaignId)
    .where('kind', '=', kind)
    .where('period', '=', period)
    .where('source', '=', source)
    .where('withdrawnAt', 'is', null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

export async function shownFigures(db: Db, campaignId: string): Promise<NeighbourFigure[]> {
  const rows = await db
    .selectFrom('neighbourFigure as figure')
    .innerJoin('publication', 'publication.campaignId', 'figure.campaignId')
    .innerJoin('campaign', 'campaign.id', 'figure.campaignId')
    .innerJoin('province', 'province.code', 'campaign.provinceCode')
    .leftJoin('agency', 'agency.code', 'figure.agencyCode')
    .select([
      'figure.kind',
      'figure.period',
      'figure.source',
      'figure.publishedOn',
      'figure.agencyCode',
      'figure.percent',
      'agency.name as agencyName',
      'province.name as provinceName',
    ])
    .where('figure.campaignId', '=', campaignId)
    .where('figure.withdrawnAt', 'is', null)
    .orderBy('figure.kind')
    .orderBy('figure.period')
    .orderBy('figure.agencyCode')
    .execute();
  return rows.map(({ agencyName, provinceName, ...figure }) => ({
    ...figure,
    name: agencyName ?? provinceName,
  }));
}
