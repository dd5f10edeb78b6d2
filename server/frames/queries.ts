import { sql } from 'kysely';
import type { Exclusion, Fault, ImportProgress, ListFile, RowCounts } from '#contract/frames.ts';
import type { Db } from '../db/database.ts';
import { problem } from '../problem.ts';
import { inForce, ofScope } from './completeness/tallies-in-force.ts';
import type { Scope } from './scope.ts';

export type FileRow = Awaited<ReturnType<typeof fileOf>>;

/** An uploaded list of one scope; a list of another scope is not found here. */
export async function fileOf(db: Db, campaignId: string, scope: Scope, fileId: string) {
  const file = await db
    .selectFrom('listFile')
    .selectAll()
    .where('id', '=', fileId)
    .where('campaignId', '=', campaignId)
    .where('agencyCode', 'is not distinct from', scope)
    .where('state', '<>', 'replaced')
    .executeTakeFirst();
  if (!file) throw problem('file_not_found');
  return file;
}

export const shownFile = (file: FileRow, progress: ImportProgress | null = null): ListFile => ({
  fileId: file.id,
  fileName: file.fileName,
  state: file.state as ListFile['state'],
  progress: file.state === 'importing' ? progress : null,
  rows: file.rowCount,
  accepted: file.acceptedCount,
  merged: file.mergedCount,
  excluded: file.excludedCount,
  inError: file.errorCount,
  problem: file.problem,
  uploadedAt: file.uploadedAt.toISOString(),
  byteCount: file.byteCount,
});

/** Lists of a scope that are in force, on their way or failed; the newest first. */
export const filesOf = (db: Db, campaignId: string, scope: Scope) =>
  db
    .selectFrom('listFile')
    .selectAll()
    .where('campaignId', '=', campaignId)
    .where('agencyCode', 'is not distinct from', scope)
    .where('state', '<>', 'replaced')
    .orderBy('uploadedAt', 'desc')
    .execute();

/** rows = accepted + merged + excluded + in error of an agency, or of the whole campaign. */
export async function rowCounts(db: Db, campaignId: string, scope: Scope): Promise<RowCounts> {
  const of = (outcome: string) =>
    sql`coalesce(sum(rows) filter (where outcome = ${outcome}), 0)::integer`;
  const { rows } = await sql<RowCounts>`
    select coalesce(sum(rows), 0)::integer as rows, ${of('accepted')} as accepted,
      ${of('merged')} as merged, ${of('excluded')} as excluded, ${of('in_error')} as in_error
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
