import { sql } from 'kysely';
import type { SecondSource, SourceComparison, SourceKind } from '#contract/second-sources.ts';
import { intervalClopperPearson } from '#sampling/intervals/clopper-pearson.ts';
import { chapmanEstimate } from '#sampling/quality/capture-recapture.ts';
import type { Db } from '../../db/database.ts';
import type { Scope } from '../scope.ts';
import { campaignOf } from '../scope.ts';
import { fieldTallies, isReturned } from './tallies-in-force.ts';

/** Fewer in both, and Chapman's estimate is biased (Robson & Regier 1964). */
const LEAST_IN_BOTH = 7;
/** Two exports of one day differ by less. */
const TOLERATED_SHARE = 0.01;

interface Overlap {
  readonly kind: SourceKind;
  readonly agencyCode: string | null;
  readonly inSource: number;
  readonly lateInSource: number | null;
  readonly inBoth: number;
  readonly absent: number;
  readonly lateMissing: number | null;
}

/**
 * Dossiers of second sources with what the lists in force state of each code, whichever agency's list has it. A dossier
 * without an agency is that list's.
 */
export const matchedDossiers = (campaignId: string, scope: Scope) => sql`
  select * from (
    select source.kind, source.code, coalesce(source.agency_code, listed.agency_code) as agency_code,
      source.returned_on, source.is_late, listed.is_returned, listed.reason,
      listed.returned_on as listed_returned_on, listed.is_late as is_listed_late
    from second_source_dossier as source
    left join lateral (
      select dossier.agency_code, (${isReturned}) as is_returned, reason, returned_on, is_late
      from dossier
      where dossier.code = source.code and dossier.campaign_id = source.campaign_id
        and file_id in (select id from list_file where campaign_id = ${campaignId} and state = 'imported')
      order by is_returned desc, reason nulls first limit 1
    ) as listed on true
    where source.campaign_id = ${campaignId}
      and (${scope}::text is null or source.agency_code is null or source.agency_code = ${scope})
  ) as matched
  where ${scope}::text is null or agency_code = ${scope}`;

/** Second sources beside the lists in force: all agencies, or one. */
export async function comparisonsOf(
  db: Db,
  campaignId: string,
  scope: Scope,
): Promise<SourceComparison[]> {
  await campaignOf(db, campaignId, scope);
  const overlaps = await overlapsOf(db, campaignId, scope);
  if (overlaps.length === 0) return [];
  const listed = await listedBy(db, campaignId);
  const sources = await sourcesBy(db, campaignId);
  return overlaps.flatMap(({ agencyCode, ...overlap }) => {
    const list = agencyCode === null ? undefined : listed.get(agencyCode);
    // An agency without a list is on the board as one.
    if (!list) return [];
    const { listed: total, listedLate, ...agency } = list;
    const missing = overlap.inSource - overlap.inBoth;
    const share = intervalClopperPearson(missing / overlap.inSource, overlap.inSource);
    return [
      {
        ...{ ...agency, ...overlap, listed: total, listedLate },
        uploadedAt: sources.get(overlap.kind)!.toISOString(),
        leftOut: missing - overlap.absent,
        missing: share && {
          share: missing / overlap.inSource,
          low: share.lower,
          high: share.upper,
        },
        estimate: estimateOf(total, overlap),
        standsOut: share !== null && share.lower > TOLERATED_SHARE,
      },
    ];
  });
}

const estimateOf = (listed: number, { inSource, inBoth }: Pick<Overlap, 'inSource' | 'inBoth'>) =>
  inBoth < LEAST_IN_BOTH || inBoth > listed
    ? null
    : chapmanEstimate({ first: listed, second: inSource, both: inBoth });

async function overlapsOf(db: Db, campaignId: string, scope: Scope): Promise<Overlap[]> {
  const { rows } = await sql<Overlap>`
    select kind, agency_code, count(*)::integer as in_source,
      case when count(is_late) > 0 then count(*) filter (where is_late)::integer end as late_in_source,
      count(*) filter (where is_returned)::integer as in_both,
      count(*) filter (where is_returned is null)::integer as absent,
      case when count(is_late) > 0
        then count(*) filter (where is_late and is_returned is not true)::integer end as late_missing
    from (${matchedDossiers(campaignId, scope)}) as matched
    group by kind, agency_code
    order by agency_code, kind
  `.execute(db);
  return rows;
}

async function listedBy(db: Db, campaignId: string) {
  const agencies = await db.selectFrom('agency').select(['code', 'name']).execute();
  const names = new Map(agencies.map(({ code, name }) => [code, name]));
  const tallies = Map.groupBy(await fieldTallies(db, campaignId), ({ agencyCode }) => agencyCode);
  return new Map(
    [...tallies].map(([agencyCode, fields]) => {
      const listed = fields.reduce((sum, { returned }) => sum + returned, 0);
      const listedLate = fields.reduce((sum, { late }) => sum + late, 0);
      const agencyName = names.get(agencyCode) ?? agencyCode;
      return [agencyCode, { agencyCode, agencyName, listed, listedLate }];
    }),
  );
}

async function sourcesBy(db: Db, campaignId: string): Promise<Map<string, Date>> {
  const sources = await db
    .selectFrom('secondSource')
    .select(['kind', 'uploadedAt'])
    .where('campaignId', '=', campaignId)
    .execute();
  return new Map(sources.map(({ kind, uploadedAt }) => [kind, uploadedAt]));
}

/** What was uploaded, each with its dossiers of no known agency. */
export async function secondSourcesOf(db: Db, campaignId: string): Promise<SecondSource[]> {
  await campaignOf(db, campaignId, null);
  const sources = await db
    .selectFrom('secondSource')
    .selectAll()
    .where('campaignId', '=', campaignId)
    .orderBy('uploadedAt')
    .execute();
  const overlaps = await overlapsOf(db, campaignId, null);
  return sources.map(({ kind, fileName, uploadedAt, dossiers, leftRows }) => ({
    ...{ kind, fileName, dossiers, leftRows },
    uploadedAt: uploadedAt.toISOString(),
    withoutAgency:
      overlaps.find((overlap) => overlap.kind === kind && overlap.agencyCode === null)?.inSource ??
      0,
  }));
}
