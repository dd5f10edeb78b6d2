import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { CorrectionResult } from '#contract/corrections.ts';
import type { Fault } from '#contract/frames.ts';
import { isFault } from '#contract/frames.ts';
import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import type { CorrectionTable } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { cellAtFault } from './cell-at-fault.ts';
import { valueKey } from './keep-problem-row.ts';
import type { MendableList } from './list-in-force.ts';
import type { ProblemRowRecord } from './problem-rows.ts';
import type { RowAgain } from './read-again.ts';
import { readAgain, standing } from './read-again.ts';
import { rememberCorrections } from './remember-corrections.ts';
import { sealCells } from './sealed-text.ts';
import { settleUnits } from './settle-units.ts';
import { storeOutcomes } from './store-outcomes.ts';

export interface Correcting {
  readonly kind: CorrectionTable['kind'];
  readonly fault: Fault | null;
  readonly staffId: string;
}

export interface ChangedRow {
  readonly before: ProblemRowRecord;
  readonly cells: readonly string[];
}

/** Enters one correction: new cells, what has become of the rows, and all that is needed to undo it. */
export async function applyCorrection(
  trx: Db,
  deps: Deps,
  mendable: MendableList,
  correcting: Correcting,
  changes: readonly ChangedRow[],
): Promise<CorrectionResult> {
  const { list } = mendable;
  if (changes.length === 0) return nothingChanged;
  const again = await readAgain(
    trx,
    mendable,
    changes.map(({ before, cells }) => ({ rowNumber: before.rowNumber, cells })),
  );
  const stand = standing(again);
  const correctionId = await enterCorrection(trx, deps, mendable, correcting, stand);
  await keepBefore(trx, correctionId, changes);
  await keepCells(trx, deps, mendable, again, correcting.staffId);
  const applications = again.map(({ application }) => application);
  await storeOutcomes(trx, mendable, applications);
  const units = [
    ...changes.map(({ before }) => before.unitCode),
    ...applications.map(({ unitCode }) => unitCode),
  ];
  await settleUnits(trx, deps, list, units);
  await rememberCorrections(
    trx,
    deps,
    mendable,
    again,
    changes.map(({ before }) => before),
  );
  await record(trx, {
    at: deps.now(),
    staffId: correcting.staffId,
    act: 'rows_corrected',
    campaignId: list.campaignId,
    details: { unit: list.scope ?? 'province', kind: correcting.kind, ...stand },
  });
  return {
    ...nothingChanged,
    correctionId,
    rows: stand.rows,
    ...(await outcomes(trx, list, again)),
  };
}

export const nothingChanged: CorrectionResult = {
  correctionId: null,
  rows: 0,
  accepted: 0,
  merged: 0,
  excluded: 0,
  inError: 0,
  unchanged: 0,
  unknown: 0,
};

async function enterCorrection(
  trx: Db,
  deps: Deps,
  { list }: MendableList,
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
      unitCode: scope,
      number: number + 1,
      kind,
      reason: fault,
      rowCount: rows,
      mendedCount: rows - inError,
      correctedAt: deps.now(),
      correctedBy: staffId,
      undoneAt: null,
      undoneBy: null,
    })
    .execute();
  return id;
}

const CHUNK = 1000;

async function keepBefore(trx: Db, correctionId: string, changes: readonly ChangedRow[]) {
  const rows = changes.map(({ before }) => ({
    correctionId,
    fileId: before.fileId,
    rowNumber: before.rowNumber,
    revision: before.revision + 1,
    unitBefore: before.unitCode,
    reasonBefore: before.reason!,
    mendedBefore: before.mended,
  }));
  for (let at = 0; at < rows.length; at += CHUNK)
    await trx
      .insertInto('correctedRow')
      .values(rows.slice(at, at + CHUNK))
      .execute();
}

async function keepCells(
  trx: Db,
  { now }: Deps,
  { list, key, rules }: MendableList,
  rows: readonly RowAgain[],
  staffId: string,
): Promise<void> {
  const kept = rows.map(({ rowNumber, cells, application: { reason, unitCode } }) => {
    const fault = reason !== null && isFault(reason) ? reason : null;
    const column = fault ? cellAtFault({ number: rowNumber, cells }, fault, rules).column : 0;
    return {
      rowNumber,
      unitCode,
      reason: fault,
      column,
      valueKey: valueKey(key, column, cells[column] ?? ''),
      mended: sealCells(key, cells).toString('base64'),
    };
  });
  for (let at = 0; at < kept.length; at += CHUNK)
    await sql`
      update problem_row set unit_code = row."unitCode", reason = row.reason, column_number = row.column,
        value_key = row."valueKey", mended = decode(row.mended, 'base64'), revision = revision + 1,
        changed_at = ${now()}, changed_by = ${staffId}
      from jsonb_to_recordset(${JSON.stringify(kept.slice(at, at + CHUNK))}::jsonb) as row(
        "rowNumber" integer, "unitCode" text, reason text, "column" smallint, "valueKey" bigint, mended text)
      where problem_row.file_id = ${list.fileId} and problem_row.row_number = row."rowNumber"
    `.execute(trx);
}

/** Where the changed rows stand, after their units have been linked again. */
async function outcomes(trx: Db, { fileId }: MendableList['list'], rows: readonly RowAgain[]) {
  const found = await trx
    .selectFrom('dossier')
    .select(({ fn }) => ['outcome', fn.countAll<number>().as('rows')])
    .where('fileId', '=', fileId)
    .where(
      'rowNumber',
      'in',
      rows.map(({ rowNumber }) => rowNumber),
    )
    .groupBy('outcome')
    .execute();
  const count = (outcome: string) => found.find((one) => one.outcome === outcome)?.rows ?? 0;
  return {
    accepted: count('accepted'),
    merged: count('merged'),
    excluded: count('excluded'),
    inError: count('in_error'),
  };
}
