import type { Selectable } from 'kysely';
import type { ImportProgress, ListFile } from '#contract/list-import.ts';
import type { Db } from '../../db/database.ts';
import type { Tables } from '../../db/schema.ts';
import { problem } from '../../problem.ts';
import type { Scope } from '../scope.ts';
import type { ConfirmedColumns } from './confirmed-columns.ts';

export type FileRow = Selectable<Tables['listFile']>;

/** An uploaded list of one scope; a list of another scope is not found here, one that was replaced says by whom. */
export async function fileOf(
  db: Db,
  campaignId: string,
  scope: Scope,
  fileId: string,
): Promise<FileRow> {
  const file = await db
    .selectFrom('listFile')
    .selectAll()
    .where('id', '=', fileId)
    .where('campaignId', '=', campaignId)
    .where('agencyCode', 'is not distinct from', scope)
    .executeTakeFirst();
  if (!file) throw problem('file_not_found');
  if (file.state === 'replaced') throw await replacedBy(db, file);
  return file;
}

/** The next list of the scope: a colleague may have uploaded it while this one was being checked. */
async function replacedBy(
  db: Db,
  { campaignId, agencyCode, uploadedAt }: Pick<FileRow, 'campaignId' | 'agencyCode' | 'uploadedAt'>,
) {
  const next = await db
    .selectFrom('listFile')
    .innerJoin('staff', 'staff.id', 'listFile.uploadedBy')
    .select(['staff.fullName', 'listFile.uploadedAt', 'listFile.fileName'])
    .where('listFile.campaignId', '=', campaignId)
    .where('listFile.agencyCode', 'is not distinct from', agencyCode)
    .where('listFile.uploadedAt', '>', uploadedAt)
    .orderBy('listFile.uploadedAt')
    .executeTakeFirst();
  if (!next) return problem('file_not_found');
  const moment = next.uploadedAt.toISOString();
  return problem('file_replaced', { by: next.fullName, at: moment, fileName: next.fileName });
}

export const shownFile = (
  file: FileRow,
  progress: ImportProgress | null = null,
  leftLines: ListFile['leftLines'] = null,
): ListFile => ({
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
  leftLines,
  leftSheets: leftSheetsOf(file.columns as ConfirmedColumns | null),
  uploadedAt: file.uploadedAt.toISOString(),
  byteCount: file.byteCount,
});

const leftSheetsOf = (confirmed: ConfirmedColumns | null): ListFile['leftSheets'] =>
  (confirmed?.sheets ?? [])
    .filter(({ isTaken }) => !isTaken)
    .map(({ name, rows, state }) => ({ name, rows, state }));

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
