import { sql } from 'kysely';
import type { UnitState } from '#contract/completeness.ts';
import type { RowCounts } from '#contract/frames.ts';
import type { Db } from '../../db/database.ts';
import type { Scope } from '../scope.ts';
import { inForce, ofScope } from '../tallying/tallies-in-force.ts';

export interface UnitStanding extends RowCounts {
  readonly unitCode: string;
  readonly unitName: string;
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

/** Where each unit of the campaign's province stands, from the tallies; `scope` narrows it to one. */
export async function unitStandings(
  db: Db,
  campaignId: string,
  scope: Scope,
): Promise<UnitStanding[]> {
  const rowsOf = (outcome: string) =>
    sql`coalesce(sum(rows) filter (where outcome = ${outcome}), 0)::integer`;
  const { rows } = await sql<UnitStanding>`
    with counted as (
      select tally.unit_code, sum(rows)::integer as rows, ${rowsOf('accepted')} as accepted,
        ${rowsOf('merged')} as merged, ${rowsOf('excluded')} as excluded,
        ${rowsOf('in_error')} as in_error, sum(late)::integer as late,
        sum(refused)::integer as refused, sum(without_phone)::integer as without_phone,
        bool_or(own_unit is not null) as has_own_list
      from (${inForce(campaignId)}) as tally where ${ofScope(scope, 'tally.unit_code')}
      group by tally.unit_code
    ),
    gone as (
      select vanished_dossier.unit_code, count(*) as unexplained
      from vanished_dossier join list_file on list_file.id = vanished_dossier.file_id
      where list_file.campaign_id = ${campaignId} and list_file.state = 'imported' and reason is null
      group by vanished_dossier.unit_code
    )
    select unit.code as unit_code, unit.name as unit_name, unit.kind, coalesce(rows, 0) as rows,
      coalesce(accepted, 0) as accepted, coalesce(merged, 0) as merged,
      coalesce(excluded, 0) as excluded, coalesce(in_error, 0) as in_error,
      coalesce(late, 0) as late, coalesce(refused, 0) as refused,
      coalesce(without_phone, 0) as without_phone, coalesce(has_own_list, false) as has_own_list,
      unit_signature.id is not null as is_signed, unit_decision.kind as decision,
      case when unit_decision.kind = 'accepted' then unit_decision.note end as remark,
      coalesce(unexplained, 0) as unexplained
    from campaign
    join unit on unit.province_code = campaign.province_code
    left join counted on counted.unit_code = unit.code
    left join gone on gone.unit_code = unit.code
    left join unit_signature on unit_signature.campaign_id = campaign.id
      and unit_signature.unit_code = unit.code and unit_signature.in_force
    left join unit_decision on unit_decision.campaign_id = campaign.id
      and unit_decision.unit_code = unit.code and unit_decision.in_force
    where campaign.id = ${campaignId} and ${ofScope(scope, 'unit.code')}
    order by unit.code
  `.execute(db);
  return rows;
}

/** One word for where a unit stands; what was decided goes before what is still to do. */
export function stateOf(unit: UnitStanding): UnitState {
  if (unit.rows === 0) return 'absent';
  if (unit.decision !== null) return unit.decision;
  if (unit.isSigned) return 'signed';
  return unit.inError + unit.unexplained > 0 ? 'problems' : 'handed_in';
}

/** Units that handed in a list of their own which nobody has accepted. */
export const unacceptedOf = (units: readonly UnitStanding[]): UnitStanding[] =>
  units.filter((unit) => unit.hasOwnList && stateOf(unit) !== 'accepted');
