import { sql } from 'kysely';
import type { NodeSums, ValueCount } from '#sampling/satisfaction-index/node-totals.ts';
import type { StratumCounts } from '#sampling/weighting/sample-design.ts';
import type { CountedStratum } from '../db/counted-strata.ts';
import type { Db } from '../db/database.ts';
import { unconfirmedReports } from '../db/ineligible.ts';

/** A stratum that responses name: its counts are the sums of its members'. No agency: of several together. */
export interface ResponseStratumRow extends StratumCounts {
  readonly agencyCode: string | null;
  readonly fieldCode: string | null;
  /** Of its members. */
  readonly agencies: readonly string[];
}

export async function responseStrataOf(
  db: Db,
  campaignId: string,
  strata: readonly CountedStratum[],
): Promise<ResponseStratumRow[]> {
  const rows = await db
    .selectFrom('responseStratum')
    .select(['code', 'agencyCode', 'fieldCode'])
    .where('campaignId', '=', campaignId)
    .orderBy('code')
    .execute();
  const members = await db
    .selectFrom('responseStratumMember')
    .select(['stratum', 'responseStratum'])
    .where('campaignId', '=', campaignId)
    .execute();
  const strataOfRow = Map.groupBy(members, ({ responseStratum }) => responseStratum);
  const counts = new Map(strata.map((stratum) => [stratum.code, stratum]));
  return rows.map((row) => {
    const pooled = strataOfRow.get(row.code)!.map(({ stratum }) => counts.get(stratum)!);
    const sum = (count: 'population' | 'released' | 'respondents' | 'ineligible') =>
      pooled.reduce((running, stratum) => running + stratum[count], 0);
    return {
      ...row,
      agencies: [...new Set(pooled.map(({ agencyCode }) => agencyCode))],
      population: sum('population'),
      released: sum('released'),
      respondents: sum('respondents'),
      ineligible: sum('ineligible'),
    };
  });
}

export interface CriterionPath {
  readonly question: string;
  readonly factor: string;
  readonly part: string;
  readonly total: string;
}

/** Folds the answers to one row per stratum × factor, part and total; criteria come with `valueCounts`. */
export async function nodeSums(
  db: Db,
  campaignId: string,
  paths: readonly CriterionPath[],
  satisfiedFrom: number,
): Promise<NodeSums[]> {
  const column = (name: keyof CriterionPath) => paths.map((path) => path[name]);
  const { rows } = await sql<NodeSums>`
    with criterion as (
      select * from unnest(${column('question')}::text[], ${column('factor')}::text[],
        ${column('part')}::text[], ${column('total')}::text[]) as c (question, factor, part, total)
    ), by_factor as (
      select r.id, r.stratum, c.factor, c.part, c.total, count(*) as x,
        count(*) filter (where a.value >= ${satisfiedFrom}) as y, sum(a.value) as s
      from response r join answer a on a.response_id = r.id join criterion c on c.question = a.question
      where r.campaign_id = ${campaignId}
      group by r.id, r.stratum, c.factor, c.part, c.total
    ), by_node as (
      select stratum, factor as node, x, y, s from by_factor
      union all
      select stratum, part, sum(x), sum(y), sum(s) from by_factor group by id, stratum, part
      union all
      select stratum, total, sum(x), sum(y), sum(s) from by_factor group by id, stratum, total
    )
    select stratum, node, count(*) as answered, sum(x) as x, sum(y) as y, sum(s) as s,
      sum(x * x) as xx, sum(x * y) as xy, sum(y * y) as yy, sum(x * s) as xs, sum(s * s) as ss
    from by_node group by stratum, node`.execute(db);
  return rows;
}

/** How often each value was chosen, by stratum and criterion. */
export async function valueCounts(
  db: Db,
  campaignId: string,
  questions: readonly string[],
): Promise<ValueCount[]> {
  const { rows } = await sql<ValueCount>`
    select r.stratum, a.question, a.value, count(*) as answers
    from response r join answer a on a.response_id = r.id
    where r.campaign_id = ${campaignId} and a.question = any(${questions}::text[])
    group by r.stratum, a.question, a.value`.execute(db);
  return rows;
}

/** Family of the totals that tell how responses were given. */
const MODE = 'mode.';

interface Dispositions {
  readonly declined: number;
  readonly undelivered: number;
  readonly died: number;
}

export async function fieldworkCounts(db: Db, campaignId: string) {
  const { rows } = await sql<Dispositions>`
    select count(*) filter (where state = 'declined' or (state in ('issued', 'opened') and delivery = 'refused')) as declined,
      count(*) filter (where state in ('issued', 'opened') and delivery in ('moved', 'not_found')) as undelivered,
      count(*) filter (where state <> 'received' and delivery = 'died'
        and id not in (${unconfirmedReports(campaignId)})) as died
    from invitation where campaign_id = ${campaignId}`.execute(db);
  const persons = await db
    .selectFrom('stratum')
    .select(({ fn }) => fn.sum<number>('distinctPersons').as('distinct'))
    .where('campaignId', '=', campaignId)
    .executeTakeFirstOrThrow();
  const modes = await db
    .selectFrom('paradata')
    .select(['measure', 'total as responses'])
    .where('campaignId', '=', campaignId)
    .where('agencyCode', 'is', null)
    .where('measure', 'like', `${MODE}%`)
    .orderBy('measure')
    .execute();
  return {
    ...rows[0]!,
    distinctPersons: Math.round(Number(persons.distinct)),
    modes: modes.map(({ measure, responses }) => ({
      mode: measure.slice(MODE.length),
      responses,
    })),
  };
}

export const frameOf = (db: Db, campaignId: string) =>
  db
    .selectFrom('frame')
    .select(['unitCount', 'counts'])
    .where('campaignId', '=', campaignId)
    .executeTakeFirstOrThrow();

export async function isInFrame(db: Db, campaignId: string, agencyCode: string): Promise<boolean> {
  const stratum = await db
    .selectFrom('stratum')
    .select('code')
    .where('campaignId', '=', campaignId)
    .where('agencyCode', '=', agencyCode)
    .limit(1)
    .executeTakeFirst();
  return stratum !== undefined;
}

export const provinceName = async (db: Db, code: string): Promise<string> =>
  (
    await db
      .selectFrom('province')
      .select('name')
      .where('code', '=', code)
      .executeTakeFirstOrThrow()
  ).name;

export const findPublication = (db: Db, campaignId: string) =>
  db.selectFrom('publication').selectAll().where('campaignId', '=', campaignId).executeTakeFirst();

/**
 * Figures of the latest year before that were public first: a later publication changes no published comparison.
 */
export async function publicationBefore(db: Db, campaignId: string): Promise<string | undefined> {
  const before = await db
    .selectFrom('campaign as earlier')
    .innerJoin('publication', 'publication.campaignId', 'earlier.id')
    .innerJoin('campaign as later', 'later.provinceCode', 'earlier.provinceCode')
    .innerJoin('publication as told', 'told.campaignId', 'later.id')
    .select('publication.results')
    .where('later.id', '=', campaignId)
    .whereRef('earlier.year', '<', 'later.year')
    .whereRef('publication.publishedAt', '<', 'told.publishedAt')
    .orderBy('earlier.year', 'desc')
    .orderBy('publication.publishedAt', 'desc')
    .executeTakeFirst();
  return before?.results;
}

export const publicCampaigns = (db: Db) =>
  db
    .selectFrom('campaign')
    .innerJoin('province', 'province.code', 'campaign.provinceCode')
    .leftJoin('publication', 'publication.campaignId', 'campaign.id')
    .leftJoin('draw', 'draw.campaignId', 'campaign.id')
    .leftJoin('samplePlan', 'samplePlan.campaignId', 'campaign.id')
    .select([
      'campaign.id as campaignId',
      'campaign.name',
      'province.name as provinceName',
      'year',
      'publication.publishedAt',
      'drawnAt',
      'samplePlan.publishedAt as plannedAt',
      'samplePlan.sha256 as planSha256',
    ])
    .where('samplePlan.campaignId', 'is not', null)
    .orderBy('year', 'desc')
    .orderBy('campaign.createdAt', 'desc')
    .execute();

export const newestPublication = async (db: Db): Promise<string | undefined> =>
  (
    await db
      .selectFrom('publication')
      .select('campaignId')
      .orderBy('publishedAt', 'desc')
      .executeTakeFirst()
  )?.campaignId;

export const recheckTotals = (db: Db, campaignId: string) =>
  db
    .selectFrom('recheckTotal')
    .select(['door', 'drawn', 'confirmed', 'contradicted', 'notReached'])
    .where('campaignId', '=', campaignId)
    .orderBy('door')
    .execute();

export async function voidedBallots(db: Db, campaignId: string): Promise<number> {
  const { ballots } = await db
    .selectFrom('voiding')
    .select(({ fn }) => fn.coalesce(fn.sum<number>('ballots'), sql<number>`0`).as('ballots'))
    .where('campaignId', '=', campaignId)
    .where('state', '=', 'confirmed')
    .executeTakeFirstOrThrow();
  return Number(ballots);
}
