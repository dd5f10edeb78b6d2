import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { Scope } from '../scope.ts';

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
const isReturned = sql`(outcome in ('accepted', 'merged') or reason in (${sql.join(RETURNED_ALL_THE_SAME)}))`;

export interface FieldTally {
  agencyCode: string;
  kind: string;
  fieldCode: string | null;
  rows: number;
  late: number;
  refused: number;
  withoutPhone: number;
  returned: number;
  returnedLate: number;
}

/** Dossiers of every agency by field, each once. */
export async function fieldTallies(db: Db, campaignId: string): Promise<FieldTally[]> {
  const { rows } = await sql<FieldTally>`
    select tally.agency_code, agency.kind, field_code, sum(rows)::integer as rows, sum(late)::integer as late,
      sum(refused)::integer as refused, sum(without_phone)::integer as without_phone,
      coalesce(sum(rows) filter (where ${isReturned}), 0)::integer as returned,
      coalesce(sum(late) filter (where ${isReturned}), 0)::integer as returned_late
    from (${inForce(campaignId)}) as tally join agency on agency.code = tally.agency_code
    where coalesce(reason, '') <> 'repeated_dossier'
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

/** What is missing in each agency's running numbers, in one line an agency. */
export async function missingNumbers(db: Db, campaignId: string) {
  const { rows } = await sql<{ agencyCode: string; seen: number; missing: number }>`
    select agency_code, sum(seen)::integer as seen, sum(missing)::integer as missing
    from (${dailyRuns(campaignId)}) as run where agency_code is not null group by agency_code
  `.execute(db);
  return new Map(rows.map((row) => [row.agencyCode, row]));
}
