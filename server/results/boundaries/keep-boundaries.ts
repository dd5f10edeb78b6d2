import { randomUUID } from 'node:crypto';
import type { BoundaryReport } from '#contract/boundaries.ts';
import { BoundaryReport as ReportForm } from '#contract/boundaries.ts';
import { Boundaries, boundaryMap } from '#contract/pictures/boundary-map.ts';
import { markup } from '#contract/pictures/shapes.ts';
import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import { holdProvince } from '../../db/hold-province.ts';
import { campaignAt } from '../../db/stage.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';
import { readBoundaries } from './read-boundaries.ts';

interface Brought {
  readonly campaignId: string;
  readonly source: string;
  readonly content: unknown;
}

/** Kept once and never changed; publications of the province from now on are drawn with them. */
export async function bringBoundaries(
  { db, config, now }: Deps,
  by: string,
  { campaignId, source, content }: Brought,
): Promise<{ boundaryId: string; report: BoundaryReport }> {
  const { provinceCode, stage } = await campaignAt(db, campaignId);
  if (stage === 'published') throw problem('results_published');
  const communes = await db
    .selectFrom('agency')
    .select(['code', 'name'])
    .where('provinceCode', '=', provinceCode)
    .where('kind', '!=', 'department')
    .orderBy('code')
    .execute();
  const { map, report } = await readBoundaries(config.dataDir, content, communes);
  return db.transaction().execute(async (trx) => {
    await holdProvince(trx, provinceCode);
    if ((await campaignAt(trx, campaignId)).stage === 'published')
      throw problem('results_published');
    const same = await sameInUse(trx, provinceCode, { source, sha256: report.sha256 });
    if (same) return { boundaryId: same, report };
    const boundaryId = randomUUID();
    // Its moment is one at which no publication is under way: a published map is drawn with what was there.
    const addedAt = now();
    await trx
      .insertInto('boundarySet')
      .values({
        ...{ id: boundaryId, provinceCode, addedAt, addedBy: by, withdrawnAt: null, source },
        map: JSON.stringify({ ...map, source }),
        report: JSON.stringify(report),
      })
      .execute();
    const details = { source, sha256: report.sha256 };
    await record(trx, {
      ...{ at: addedAt, staffId: by, act: 'boundaries_kept', campaignId, details },
    });
    return { boundaryId, report };
  });
}

/** The same file a second time is the set that is in use already. */
async function sameInUse(
  trx: Db,
  provinceCode: string,
  { source, sha256 }: { readonly source: string; readonly sha256: string },
): Promise<string | undefined> {
  const newest = await trx
    .selectFrom('boundarySet')
    .select(['id', 'source', 'report'])
    .where('provinceCode', '=', provinceCode)
    .where('withdrawnAt', 'is', null)
    .orderBy('addedAt', 'desc')
    .executeTakeFirst();
  if (newest?.source !== source) return undefined;
  return ReportForm.parse(newest.report).sha256 === sha256 ? newest.id : undefined;
}

export async function withdrawBoundaries(
  { db, now }: Deps,
  by: string,
  { campaignId, boundaryId }: { readonly campaignId: string; readonly boundaryId: string },
): Promise<Record<never, never>> {
  const { provinceCode } = await campaignAt(db, campaignId);
  await db.transaction().execute(async (trx) => {
    await holdProvince(trx, provinceCode);
    const moment = now();
    const { numUpdatedRows } = await trx
      .updateTable('boundarySet')
      .set({ withdrawnAt: moment })
      .where('id', '=', boundaryId)
      .where('provinceCode', '=', provinceCode)
      .where('withdrawnAt', 'is', null)
      .executeTakeFirst();
    if (Number(numUpdatedRows) === 0) throw problem('nothing_changed');
    const act = 'boundaries_withdrawn';
    const details = { boundaryId };
    await record(trx, { at: moment, staffId: by, act, campaignId, details });
  });
  return {};
}

export async function keptBoundaries(db: Db, campaignId: string) {
  const { provinceCode } = await campaignAt(db, campaignId);
  const rows = await db
    .selectFrom('boundarySet')
    .innerJoin('staff', 'staff.id', 'addedBy')
    .select(['boundarySet.id', 'source', 'report', 'addedAt', 'fullName', 'withdrawnAt'])
    .where('provinceCode', '=', provinceCode)
    .orderBy('addedAt', 'desc')
    .execute();
  const current = await newestBoundaries(db, provinceCode, null);
  return {
    sets: rows.map(({ id, source, report, addedAt, fullName, withdrawnAt }) => ({
      ...{ boundaryId: id, source, report: ReportForm.parse(report), addedBy: fullName },
      addedAt: addedAt.toISOString(),
      withdrawnAt: withdrawnAt?.toISOString() ?? null,
    })),
    drawing: current && drawingOf(current),
  };
}

/** Each commune by its code, without figures. */
function drawingOf(boundaries: Boundaries): string {
  const areas = boundaries.areas.map((area) => ({
    ...area,
    mark: 'absent' as const,
    sentence: area.code,
  }));
  return markup(boundaryMap(boundaries, areas, boundaries.source));
}

/** Those that were in use when the round was published: what is brought or withdrawn later changes no published map. */
export async function publishedBoundaries(db: Db, campaignId: string): Promise<Boundaries | null> {
  const publication = await db
    .selectFrom('publication')
    .innerJoin('campaign', 'campaign.id', 'publication.campaignId')
    .select(['publishedAt', 'provinceCode'])
    .where('campaignId', '=', campaignId)
    .executeTakeFirst();
  if (!publication) throw problem('not_published');
  return newestBoundaries(db, publication.provinceCode, publication.publishedAt);
}

async function newestBoundaries(
  db: Db,
  provinceCode: string,
  moment: Date | null,
): Promise<Boundaries | null> {
  const found = await db
    .selectFrom('boundarySet')
    .select('map')
    .where('provinceCode', '=', provinceCode)
    .$if(moment !== null, (query) => query.where('addedAt', '<=', moment!))
    .where((where) =>
      moment === null
        ? where('withdrawnAt', 'is', null)
        : where.or([where('withdrawnAt', 'is', null), where('withdrawnAt', '>', moment)]),
    )
    .orderBy('addedAt', 'desc')
    .executeTakeFirst();
  return found ? Boundaries.parse(found.map) : null;
}
