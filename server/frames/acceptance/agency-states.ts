import { sql } from 'kysely';
import type { AgencyState } from '#contract/agency-state.ts';
import type { RowCounts } from '#contract/row-counts.ts';
import type { Db } from '../../db/database.ts';
import { inForce, isReturned, ofScope } from '../completeness/tallies-in-force.ts';
import type { Scope } from '../scope.ts';

export interface AgencyStanding extends RowCounts {
  readonly agencyCode: string;
  readonly agencyName: string;
  readonly kind: string;
  readonly late: number;
  readonly refused: number;
  readonly withoutPhone: number;
  readonly hasOwnList: boolean;
  readonly isSigned: boolean;
  readonly decision: 'accepted' | 'returned' | null;
  readonly remark: string | null;
  /** Vanished dossiers without a reason. */
  readonly unexplained: number;
}

/** The state of each agency of the campaign's province, from the tallies; `scope` narrows it to one. */
export async function agencyStandings(
  db: Db,
  campaignId: string,
  scope: Scope,
): Promise<AgencyStanding[]> {
  const rowsOf = (outcome: string) =>
    sql`coalesce(sum(rows) filter (where outcome = ${outcome}), 0)::integer`;
  /** Each dossier once, as the indicators count: a repeated row would make a second number of late dossiers. */
  const dossiersWith = (column: string) =>
    sql`coalesce(sum(${sql.ref(column)}) filter (where coalesce(reason, '') <> 'repeated_dossier'), 0)::integer`;
  const { rows } = await sql<AgencyStanding>`
    with counted as (
      select tally.agency_code, sum(rows)::integer as rows, ${rowsOf('accepted')} as accepted,
        ${rowsOf('merged')} as merged, ${rowsOf('excluded')} as excluded,
        ${rowsOf('in_error')} as in_error, 
        coalesce(sum(late) filter (where ${isReturned}), 0)::integer as late,
        ${dossiersWith('refused')} as refused, ${dossiersWith('without_phone')} as without_phone,
        bool_or(own_agency is not null) as has_own_list
      from (${inForce(campaignId)}) as tally where ${ofScope(scope, 'tally.agency_code')}
      group by tally.agency_code
    ),
    gone as (
      select vanished_dossier.agency_code, count(*) as unexplained
      from vanished_dossier join list_file on list_file.id = vanished_dossier.file_id
      where list_file.campaign_id = ${campaignId} and list_file.state = 'imported' and reason is null
      group by vanished_dossier.agency_code
    )
    select agency.code as agency_code, agency.name as agency_name, agency.kind, coalesce(rows, 0) as rows,
      coalesce(accepted, 0) as accepted, coalesce(merged, 0) as merged,
      coalesce(excluded, 0) as excluded, coalesce(in_error, 0) as in_error,
      coalesce(late, 0) as late, coalesce(refused, 0) as refused,
      coalesce(without_phone, 0) as without_phone, coalesce(has_own_list, false) as has_own_list,
      acceptance_signature.id is not null as is_signed, acceptance_decision.kind as decision,
      case when acceptance_decision.kind = 'accepted' then acceptance_decision.note end as remark,
      coalesce(unexplained, 0) as unexplained
    from campaign
    join agency on agency.province_code = campaign.province_code
    left join counted on counted.agency_code = agency.code
    left join gone on gone.agency_code = agency.code
    left join acceptance_signature on acceptance_signature.campaign_id = campaign.id
      and acceptance_signature.agency_code = agency.code and acceptance_signature.in_force
    left join acceptance_decision on acceptance_decision.campaign_id = campaign.id
      and acceptance_decision.agency_code = agency.code and acceptance_decision.in_force
    where campaign.id = ${campaignId} and ${ofScope(scope, 'agency.code')}
    order by agency.code
  `.execute(db);
  return rows;
}

/** One word for the state of an agency; what was decided goes before what is still to do. */
export function stateOf(agency: AgencyStanding): AgencyState {
  if (agency.rows === 0) return 'absent';
  if (agency.decision !== null) return agency.decision;
  if (agency.isSigned) return 'signed';
  return agency.inError + agency.unexplained > 0 ? 'problems' : 'handed_in';
}

/** Agencies that handed in a list of their own which nobody has accepted. */
export const unacceptedOf = (agencies: readonly AgencyStanding[]): AgencyStanding[] =>
  agencies.filter((agency) => agency.hasOwnList && stateOf(agency) !== 'accepted');
