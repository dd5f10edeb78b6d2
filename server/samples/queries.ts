import { sql } from 'kysely';
import type { Stratum } from '#contract/samples.ts';
import { SampleDesign } from '#contract/samples.ts';
import { parseSeed } from '#sampling/draw/seed.ts';
import { sampleText } from '#sampling/draw/select.ts';
import type { FrameUnit } from '#sampling/frame/canonical.ts';
import { canonicalFrame } from '#sampling/frame/canonical.ts';
import type { Db } from '../db/database.ts';
import { framePages } from '../db/frame-pages.ts';

export const strataOf = (db: Db, campaignId: string): Promise<Stratum[]> =>
  db
    .selectFrom('stratum')
    .innerJoin('agency', 'agency.code', 'stratum.agencyCode')
    .innerJoin('field', (join) =>
      join
        .onRef('field.campaignId', '=', 'stratum.campaignId')
        .onRef('field.code', '=', 'stratum.fieldCode'),
    )
    .select([
      'stratum.code',
      'agencyCode',
      'agency.name as agencyName',
      'agency.kind as agencyKind',
      'fieldCode',
      'field.name as fieldName',
      'population',
    ])
    .where('stratum.campaignId', '=', campaignId)
    .orderBy('stratum.agencyCode')
    .orderBy('stratum.fieldCode')
    .execute();

/** The published plan with its campaign's notice, or nothing. */
export async function findPlan(db: Db, campaignId: string) {
  const plan = await db
    .selectFrom('samplePlan')
    .innerJoin('campaign', 'campaign.id', 'samplePlan.campaignId')
    .innerJoin('frame', 'frame.campaignId', 'samplePlan.campaignId')
    .innerJoin('staff', 'staff.id', 'samplePlan.publishedBy')
    .select([
      'design',
      'samplePlan.sha256',
      'frame.sha256 as frameSha256',
      'publishedAt',
      'noticeHours',
      'fullName as publishedBy',
    ])
    .where('samplePlan.campaignId', '=', campaignId)
    .executeTakeFirst();
  return (
    plan && {
      ...plan,
      design: SampleDesign.safeParse(plan.design).data ?? null,
      drawAllowedFrom: new Date(plan.publishedAt.getTime() + plan.noticeHours * 3_600_000),
    }
  );
}

/** Rows of the plan; `planText` sorts them, never the database, whose order is its locale's. */
export const planRowsOf = (db: Db, campaignId: string) =>
  db
    .selectFrom('allocation')
    .innerJoin('stratum', (join) =>
      join
        .onRef('stratum.campaignId', '=', 'allocation.campaignId')
        .onRef('stratum.code', '=', 'allocation.stratum'),
    )
    .select(['stratum', 'population', 'sampleSize as sample', 'reserveSize as reserves'])
    .where('allocation.campaignId', '=', campaignId)
    .execute();

const FRAME_PAGE = 20_000;

/** frame.tsv as it was frozen, made again from its rows. */
export async function frameText(db: Db, campaignId: string): Promise<string> {
  const units: FrameUnit[] = [];
  for await (const page of framePages(db, campaignId, FRAME_PAGE))
    for (const unit of page) units.push(unit);
  return canonicalFrame(units);
}

/** The public record of a draw, or nothing. */
export async function findDraw(db: Db, campaignId: string) {
  const draw = await db
    .selectFrom('draw')
    .innerJoin('campaign', 'campaign.id', 'draw.campaignId')
    .innerJoin('frame', 'frame.campaignId', 'draw.campaignId')
    .innerJoin('staff', 'staff.id', 'draw.drawnBy')
    .select([
      'drawId',
      'campaign.name as campaignName',
      'key',
      'sampleSha256',
      'seed',
      'frame.unitCount as people',
      'frame.merkleRoot',
      'frame.commitmentsRoot',
      'witnesses',
      'drawnAt',
      'fullName as drawnBy',
    ])
    .where('draw.campaignId', '=', campaignId)
    .executeTakeFirst();
  if (!draw) return undefined;
  const { frameHash, planHash, dice, beacon } = parseSeed(draw.seed);
  return {
    ...draw,
    ...(await drawCounts(db, campaignId)),
    frameSha256: frameHash,
    planSha256: planHash,
    dice,
    beacon,
    drawnAt: draw.drawnAt.toISOString(),
  };
}

const drawCounts = (db: Db, campaignId: string) =>
  db
    .selectFrom('allocation')
    .innerJoin('stratum', (join) =>
      join
        .onRef('stratum.campaignId', '=', 'allocation.campaignId')
        .onRef('stratum.code', '=', 'allocation.stratum'),
    )
    .select(({ fn }) => [
      fn.sum<number>('sampleSize').as('sampled'),
      fn.sum<number>('reserveSize').as('reserves'),
      fn.countAll<number>().as('strata'),
      fn.count<number>('agencyCode').distinct().as('agencies'),
    ])
    .where('allocation.campaignId', '=', campaignId)
    .executeTakeFirstOrThrow();

const SAMPLE_PAGE = 2000;

/** sample.tsv page by page, in the order of its bytes: no caller holds it whole. */
export async function* sampleLines(db: Db, campaignId: string): AsyncGenerator<string> {
  for (let last = { stratum: '', order: 0 }; ; ) {
    const page = await db
      .selectFrom('sampleUnit')
      .select(['stratum', 'position as order', 'role', 'unitId', 'ticket'])
      .where('campaignId', '=', campaignId)
      .where(sql<boolean>`(stratum collate "C", position) > (${last.stratum}, ${last.order}::int)`)
      .orderBy(sql`stratum collate "C"`)
      .orderBy('position')
      .limit(SAMPLE_PAGE)
      .execute();
    if (page.length > 0) yield sampleText(page);
    if (page.length < SAMPLE_PAGE) return;
    last = page[page.length - 1]!;
  }
}

/** Reserves of an agency that nobody has released, each stratum's in ticket order. */
export const reservesLeft = (db: Db, campaignId: string, agencyCode: string) =>
  db
    .selectFrom('sampleUnit')
    .innerJoin('stratum', (join) =>
      join
        .onRef('stratum.campaignId', '=', 'sampleUnit.campaignId')
        .onRef('stratum.code', '=', 'sampleUnit.stratum'),
    )
    .select(['unitId', 'sampleUnit.stratum'])
    .where('sampleUnit.campaignId', '=', campaignId)
    .where('stratum.agencyCode', '=', agencyCode)
    .where('role', '=', 'reserve')
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('reserveRelease')
            .select('reserveRelease.unitId')
            .whereRef('reserveRelease.campaignId', '=', 'sampleUnit.campaignId')
            .whereRef('reserveRelease.unitId', '=', 'sampleUnit.unitId'),
        ),
      ),
    )
    .orderBy('position')
    .execute();
