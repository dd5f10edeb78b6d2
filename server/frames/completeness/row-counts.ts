import { sql } from 'kysely';
import type { Exclusion, Fault, RowCounts } from '#contract/row-counts.ts';
import type { Db } from '../../db/database.ts';
import type { Scope } from '../scope.ts';
import { inForce, ofScope } from './tallies-in-force.ts';

/** rows = accepted + merged + excluded + in error of an agency, or of the whole campaign. */
export async function rowCounts(db: Db, campaignId: string, scope: Scope): Promise<RowCounts> {
  const rowsWith = (outcome: string) =>
    sql`coalesce(sum(rows) filter (where outcome = ${outcome}), 0)::integer`;
  const { rows } = await sql<RowCounts>`
    select coalesce(sum(rows), 0)::integer as rows, ${rowsWith('accepted')} as accepted,
      ${rowsWith('merged')} as merged, ${rowsWith('excluded')} as excluded, ${rowsWith('in_error')} as in_error
    from (${inForce(campaignId)}) as tally where ${ofScope(scope)}
  `.execute(db);
  return rows[0]!;
}

const byReason = (campaignId: string, scope: Scope, outcome: string) => sql`
  select reason, sum(rows)::integer as rows from (${inForce(campaignId)}) as tally
  where outcome = ${outcome} and ${ofScope(scope)}
  group by reason order by sum(rows) desc, reason`;

export async function exclusionCounts(db: Db, campaignId: string, scope: Scope) {
  const counted = byReason(campaignId, scope, 'excluded');
  const { rows } = await sql<{ reason: Exclusion; rows: number }>`${counted}`.execute(db);
  return rows;
}

/** Left out by a rule, by field: whether a rule falls on one field only is seen here. */
export async function exclusionsByField(db: Db, campaignId: string, scope: Scope) {
  const { rows } = await sql<{ field: string | null; reason: Exclusion; rows: number }>`
    select field.name as field, reason, sum(tally.rows)::integer as rows
    from (${inForce(campaignId)}) as tally
    left join field on field.campaign_id = ${campaignId} and field.code = tally.field_code
    where outcome = 'excluded' and ${ofScope(scope)}
    group by field.name, reason order by sum(tally.rows) desc, field.name, reason
  `.execute(db);
  return rows;
}

/** Rows in error by what is wrong with them, the most first. */
export async function faultCounts(db: Db, campaignId: string, scope: Scope) {
  const counted = byReason(campaignId, scope, 'in_error');
  const { rows } = await sql<{ reason: Fault; rows: number }>`${counted}`.execute(db);
  return rows;
}

/** People by the field of their chosen dossier. */
export async function fieldCounts(db: Db, campaignId: string, scope: Scope) {
  const { rows } = await sql<{ code: string; name: string; people: number }>`
    select field.code, field.name, sum(tally.rows)::integer as people
    from (${inForce(campaignId)}) as tally
    join field on field.campaign_id = ${campaignId} and field.code = tally.field_code
    where outcome = 'accepted' and ${ofScope(scope)}
    group by field.code, field.name order by field.code
  `.execute(db);
  return rows;
}
