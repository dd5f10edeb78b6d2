import { AgencyCodeForm } from '#contract/scalars.ts';
import type { StratumCounts } from '#sampling/weighting/sample-design.ts';
import type { CountedStratum } from '../db/counted-strata.ts';
import type { Db } from '../db/database.ts';

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

export const frameOf = (db: Db, campaignId: string) =>
  db
    .selectFrom('frame')
    .select(['unitCount', 'counts'])
    .where('campaignId', '=', campaignId)
    .executeTakeFirstOrThrow();

/** Anybody may ask for any text: what is no code is no agency's, and PostgreSQL takes no NUL. */
export async function isInFrame(db: Db, campaignId: string, agencyCode: string): Promise<boolean> {
  if (!AgencyCodeForm.safeParse(agencyCode).success) return false;
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
