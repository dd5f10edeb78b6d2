import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { Scope } from '../scope.ts';
import type { FieldTally } from './field-tally.ts';

export const ofScope = (scope: Scope, column = 'agency_code') =>
  sql`(${scope}::text is null or ${sql.ref(column)} = ${scope})`;

/** Tallies of the lists in force of a campaign. */
export const inForce = (campaignId: string) => sql`
  select completeness_tally.*, list_file.agency_code as own_agency
  from completeness_tally join list_file on list_file.id = completeness_tally.file_id
  where list_file.campaign_id = ${campaignId} and list_file.state = 'imported'`;

/** Reasons of rows whose result had reached the citizen all the same. */
const RETURNED_ALL_THE_SAME = [
  'state_body',
  'minor',
  'own_staff',
  'contact_refused',
  'asked_recently',
  'no_contact',
  'no_name',
];
/** Rows whose result reached the citizen in the window: as the one-stop systems count, so late ones are counted among them. */
export const isReturned = sql`(outcome in ('accepted', 'merged') or reason in (${sql.join(RETURNED_ALL_THE_SAME)}))`;

/** Dossiers of every agency by field, each once. */
export async function fieldTallies(db: Db, campaignId: string): Promise<FieldTally[]> {
  // A repeated row is no dossier of its own: it is counted by its reason only.
  const dossiers = sql`filter (where reason is distinct from 'repeated_dossier')`;
  const leftOut = sql`filter (where reason <> 'repeated_dossier')`;
  const { rows } = await sql<FieldTally>`
    with tally as (
      select agency_code, field_code, outcome, reason, sum(rows) as rows, sum(late) as late,
        sum(refused) as refused, sum(without_phone) as without_phone, sum(received) as received,
        sum(displaced) as displaced
      from (${inForce(campaignId)}) as listed group by agency_code, field_code, outcome, reason
    )
    select tally.agency_code, agency.kind, field_code,
      coalesce(sum(rows) ${dossiers}, 0)::integer as rows,
      coalesce(sum(late) filter (where ${isReturned}), 0)::integer as late,
      coalesce(sum(refused) ${dossiers}, 0)::integer as refused,
      coalesce(sum(without_phone) ${dossiers}, 0)::integer as without_phone,
      coalesce(sum(rows) filter (where ${isReturned}), 0)::integer as returned,
      coalesce(sum(received) ${dossiers}, 0)::integer as received,
      coalesce(sum(late) ${dossiers}, 0)::integer as late_rows,
      coalesce(sum(late) ${leftOut}, 0)::integer as late_left_out,
      coalesce(sum(refused) ${leftOut}, 0)::integer as refused_left_out,
      coalesce(sum(displaced), 0)::integer as displaced,
      coalesce(json_object_agg(reason, rows) filter (where reason is not null), '{}') as reasons,
      coalesce(json_object_agg(reason, least(rows, late + refused)) filter (where reason is not null), '{}')
        as unhappy_of
    from tally join agency on agency.code = tally.agency_code
    group by tally.agency_code, agency.kind, field_code
    order by tally.agency_code, field_code
  `.execute(db);
  return rows;
}

export interface AgencyRun {
  /** The agency whose numbering it is; null where several agencies share it. */
  agencyCode: string | null;
  agency: string;
  day: string;
  highest: number;
  seen: number;
  missing: number;
}

/**
 * Running numbers by agency and day, over all lists in force: a number that another agency's list has is not
 * missing. Where an agency's numbers do not begin anew each day, a day's gap is counted from the last day's.
 * An agency is an agency's when nine in ten of its dossiers are.
 */
const dailyRuns = (campaignId: string) => sql`
  with run as (
    select number_run.* from number_run join list_file on list_file.id = number_run.file_id
    where list_file.campaign_id = ${campaignId} and list_file.state = 'imported'
  ),
  daily as (
    select agency, day, min(lowest) as lowest, max(highest) as highest, sum(seen)::integer as seen,
      lag(max(highest)) over (partition by agency order by day) as before
    from run group by agency, day
  ),
  numbering as (
    select agency, count(before) >= 3
      and count(*) filter (where lowest > before) >= 0.8 * count(before) as goes_on
    from daily group by agency
  ),
  home as (
    select distinct on (agency) agency, agency_code,
      seen >= 0.9 * sum(seen) over (partition by agency) as is_its_own
    from (select agency, agency_code, sum(seen) as seen from run group by agency, agency_code) as of_agency
    order by agency, seen desc, agency_code
  )
  select case when home.is_its_own then home.agency_code end as agency_code, daily.agency, daily.day,
    daily.highest, daily.seen,
    greatest(0, highest - seen
      - case when goes_on then coalesce(before, lowest - 1) else 0 end)::integer as missing
  from daily join numbering using (agency) join home using (agency)`;

export async function runsOfAgency(db: Db, campaignId: string, agencyCode: string) {
  const { rows } = await sql<AgencyRun>`
    select * from (${dailyRuns(campaignId)}) as run where agency_code = ${agencyCode} order by day, agency
  `.execute(db);
  return rows;
}

/**
 * Days after which nearly all is finished: of a province's dossiers 99 in 100 took five weeks, the longest ten. A number that
 * is missing on an older day waits for nothing, and one from before the window may have been returned before it.
 */
const SETTLED_AFTER = 60;

/** What is missing in each agency's running numbers, in one line an agency. */
export async function missingNumbers(db: Db, campaignId: string) {
  const settled = sql`filter (where day between first_day and last_day)`;
  const { rows } = await sql<
    Record<'seen' | 'missing' | 'settledSeen' | 'settledMissing', number> & {
      agencyCode: string;
    }
  >`
    -- Materialized: else the two days are written anew for each of ten thousand runs: 54 ms instead of 39.
    with taken as materialized (
      select to_char(returned_from, 'YYMMDD') as first_day,
        to_char(returned_to - ${SETTLED_AFTER}::integer, 'YYMMDD') as last_day
      from campaign where id = ${campaignId}
    )
    select agency_code, sum(seen)::integer as seen, sum(missing)::integer as missing,
      sum(settled_seen)::integer as settled_seen, sum(settled_missing)::integer as settled_missing
    from (
      -- By the numbering first, in whose order the runs come: nothing is sorted again.
      select agency_code, sum(seen) as seen, sum(missing) as missing,
        coalesce(sum(seen) ${settled}, 0) as settled_seen, coalesce(sum(missing) ${settled}, 0) as settled_missing
      from (${dailyRuns(campaignId)}) as run, taken group by agency, agency_code
    ) as by_numbering
    where agency_code is not null group by agency_code
  `.execute(db);
  return new Map(
    rows.map(({ agencyCode, seen, missing, settledSeen, settledMissing }) => [
      agencyCode,
      { seen, missing, settled: { seen: settledSeen, missing: settledMissing } },
    ]),
  );
}
