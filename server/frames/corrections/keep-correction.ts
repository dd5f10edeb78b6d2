import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { isFault } from '#contract/list-words.ts';
import type { Fault } from '#contract/row-counts.ts';
import { chunksOf } from '../../db/chunks-of.ts';
import type { Db } from '../../db/database.ts';
import { sealCells } from '../../db/sealed-cells.ts';
import type { CorrectionTable } from '../../db/tables/corrections.ts';
import type { Deps } from '../../deps.ts';
import { cellAtFault } from '../../lists/decide/cell-at-fault.ts';
import { valueKey } from '../store/correctable-row.ts';
import type { CorrectableRowRecord } from './correctable-rows.ts';
import type { CorrectableList } from './list-in-force.ts';
import type { RowAgain, standing } from './read-again.ts';
import { noteChange, writeCorrectableRows } from './write-correctable-rows.ts';

export interface Correcting {
  readonly kind: CorrectionTable['kind'];
  readonly fault: Fault | null;
  readonly staffId: string;
}

export interface ChangedRow {
  readonly before: CorrectableRowRecord;
  readonly cells: readonly string[];
}

/** Who corrected how many rows, with its number in the order of the list's corrections. */
export async function enterCorrection(
  trx: Db,
  deps: Deps,
  { list }: CorrectableList,
  { kind, fault, staffId }: Correcting,
  { rows, inError }: ReturnType<typeof standing>,
): Promise<string> {
  const { campaignId, fileId, scope } = list;
  const id = randomUUID();
  const { number } = await trx
    .selectFrom('correction')
    .select(({ fn }) => fn.coalesce(fn.max('number'), sql<number>`0`).as('number'))
    .where('fileId', '=', fileId)
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('correction')
    .values({
      id,
      campaignId,
      fileId,
      agencyCode: scope,
      number: number + 1,
      kind,
      reason: fault,
      rowCount: rows,
      correctedCount: rows - inError,
      correctedAt: deps.now(),
      correctedBy: staffId,
      undoneAt: null,
      undoneBy: null,
    })
    .execute();
  return id;
}

/** What the correction found in each row. */
export async function keepBefore(trx: Db, correctionId: string, changes: readonly ChangedRow[]) {
  const rows = changes.map(({ before }) => ({
    correctionId,
    fileId: before.fileId,
    rowNumber: before.rowNumber,
    revision: before.revision + 1,
    agencyBefore: before.agencyCode,
    reasonBefore: before.reason!,
    correctedBefore: before.corrected,
  }));
  for (const chunk of chunksOf(rows)) await trx.insertInto('correctedRow').values(chunk).execute();
}

/** The new cells, sealed, and what is wrong with them still. */
export async function keepCells(
  trx: Db,
  { now }: Deps,
  { list, key, rules }: CorrectableList,
  rows: readonly RowAgain[],
  { before, staffId }: { before: readonly ChangedRow[]; staffId: string },
): Promise<void> {
  const states = rows.map(({ rowNumber, cells, application: { reason, agencyCode } }, index) => {
    const fault = reason !== null && isFault(reason) ? reason : null;
    const column = fault ? cellAtFault({ number: rowNumber, cells }, fault, rules).column : 0;
    return {
      rowNumber,
      agencyCode,
      reason: fault,
      column,
      valueKey: valueKey(key, column, cells[column] ?? ''),
      corrected: sealCells(key, cells).toString('base64'),
      revision: before[index]!.before.revision + 1,
    };
  });
  await writeCorrectableRows(trx, list.fileId, states);
  const numbers = rows.map(({ rowNumber }) => rowNumber);
  await noteChange(trx, list.fileId, numbers, { at: now(), staffId });
}
