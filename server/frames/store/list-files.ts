import type { ImportProgress, ListFile } from '#contract/frames.ts';
import type { Db } from '../../db/database.ts';
import { problem } from '../../problem.ts';
import type { Scope } from '../scope.ts';
import type { ConfirmedColumns } from './confirmed-columns.ts';

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
