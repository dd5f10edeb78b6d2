import { sql } from 'kysely';
import type { Exclusion, Fault, ListFile, RowCounts } from '#contract/frames.ts';
import type { Db } from '../db/database.ts';
import { problem } from '../problem.ts';
import type { Scope } from './scope.ts';

export type FileRow = Awaited<ReturnType<typeof fileOf>>;

/** An uploaded list of one scope; a list of another scope is not found here. */
export async function fileOf(db: Db, campaignId: string, scope: Scope, fileId: string) {
  const file = await db
    .selectFrom('listFile')
    .selectAll()
    .where('id', '=', fileId)
    .where('campaignId', '=', campaignId)
    .where('unitCode', 'is not distinct from', scope)
    .where('state', '<>', 'replaced')
    .executeTakeFirst();
  if (!file) throw problem('file_not_found');
  return file;
}

export const shownFile = (file: FileRow): ListFile => ({
  fileId: file.id,
  fileName: file.fileName,
  state: file.state as ListFile['state'],
  read: file.readCount,
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
    .where('unitCode', 'is not distinct from', scope)
    .where('state', '<>', 'replaced')
    .orderBy('uploadedAt', 'desc')
    .execute();

const ofScope = (scope: Scope, column = 'unit_code') =>
  sql`(${scope}::text is null or ${sql.ref(column)} = ${scope})`;

/** rows = accepted + merged + excluded + in error of a unit, or of the whole campaign. */
export async function rowCounts(db: Db, campaignId: string, scope: Scope): Promise<RowCounts> {
  const { rows } = await sql<RowCounts>`
    select count(*) as rows,
      count(*) filter (where outcome = 'accepted') as accepted,
      count(*) filter (where outcome = 'merged') as merged,
      count(*) filter (where outcome = 'excluded') as excluded,
      count(*) filter (where outcome = 'in_error') as in_error
    from dossier where campaign_id = ${campaignId} and ${ofScope(scope)}
  `.execute(db);
  return rows[0]!;
}

export async function exclusionCounts(db: Db, campaignId: string, scope: Scope) {
  const { rows } = await sql<{ reason: Exclusion; rows: number }>`
    select reason, count(*) as rows from dossier
    where campaign_id = ${campaignId} and outcome = 'excluded' and ${ofScope(scope)}
    group by reason order by count(*) desc, reason
  `.execute(db);
  return rows;
}

/** Rows in error by what is wrong with them, the most first. */
export async function faultCounts(db: Db, campaignId: string, scope: Scope) {
  const { rows } = await sql<{ reason: Fault; rows: number }>`
    select reason, count(*) as rows from dossier
    where campaign_id = ${campaignId} and outcome = 'in_error' and ${ofScope(scope)}
    group by reason order by count(*) desc, reason
  `.execute(db);
  return rows;
}

/** People by the field of their chosen dossier. */
export async function fieldCounts(db: Db, campaignId: string, scope: Scope) {
  const { rows } = await sql<{ code: string; name: string; people: number }>`
    select field.code, field.name, count(*) as people
    from dossier join field on field.campaign_id = dossier.campaign_id and field.code = dossier.field_code
    where dossier.campaign_id = ${campaignId} and outcome = 'accepted' and ${ofScope(scope)}
    group by field.code, field.name order by field.code
  `.execute(db);
  return rows;
}

interface BoardRow extends RowCounts {
  unitCode: string;
  unitName: string;
  kind: string;
  people: number;
}

/** Every unit of the campaign's province with the counts of its rows; `scope` narrows it to one. */
export async function boardRows(db: Db, campaignId: string, scope: Scope): Promise<BoardRow[]> {
  const { rows } = await sql<BoardRow>`
    select unit.code as unit_code, unit.name as unit_name, unit.kind,
      count(dossier.outcome) as rows,
      count(*) filter (where outcome = 'accepted') as accepted,
      count(*) filter (where outcome = 'accepted') as people,
      count(*) filter (where outcome = 'merged') as merged,
      count(*) filter (where outcome = 'excluded') as excluded,
      count(*) filter (where outcome = 'in_error') as in_error
    from campaign
    join unit on unit.province_code = campaign.province_code
    left join dossier on dossier.campaign_id = campaign.id and dossier.unit_code = unit.code
    where campaign.id = ${campaignId} and ${ofScope(scope, 'unit.code')}
    group by unit.code, unit.name, unit.kind
    order by unit.code
  `.execute(db);
  return rows;
}

/** Communes without a single row: names of the first, and how many. */
export const communesWithoutList = (db: Db, campaignId: string) =>
  db
    .selectFrom('unit')
    .innerJoin('campaign', 'campaign.provinceCode', 'unit.provinceCode')
    .select(['unit.code', 'unit.name'])
    .where('campaign.id', '=', campaignId)
    .where('unit.kind', '<>', 'department')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('dossier')
            .select('dossier.rowNumber')
            .where('dossier.campaignId', '=', campaignId)
            .whereRef('dossier.unitCode', '=', 'unit.code'),
        ),
      ),
    )
    .orderBy('unit.code')
    .execute();
