import type { Fault } from '#contract/row-counts.ts';
import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import { openCells } from '../../db/sealed-cells.ts';
import type { Deps } from '../../deps.ts';
import { cellAtFault } from '../../lists/decide/cell-at-fault.ts';
import { readApplication } from '../../lists/decide/read-application.ts';
import { problem } from '../../problem.ts';
import { valueKey } from '../store/correctable-row.ts';
import { inOpenFrame } from './in-open-frame.ts';
import type { CorrectableList, ListInForce, Place } from './list-in-force.ts';
import { correctableList } from './list-in-force.ts';
import { forgetCorrections } from './remember-corrections.ts';
import { settleAgencies } from './settle-agencies.ts';
import { storeFaults } from './store-outcomes.ts';
import { writeCorrectableRows } from './write-correctable-rows.ts';

export interface Undoing extends Place {
  readonly correctionId: string;
  readonly staffId: string;
}

/** Takes the newest correction of a scope back: its rows are in error again, each as it was. */
export async function undoCorrection(deps: Deps, wanted: Undoing): Promise<{ rows: number }> {
  const correctable = await correctableList(deps, wanted);
  return inOpenFrame(deps, correctable.list, async (trx) => {
    await refuseOlder(trx, correctable.list, wanted.correctionId);
    const rows = await rowsOf(trx, wanted.correctionId);
    await putBack(trx, deps, correctable, rows);
    await trx
      .updateTable('correction')
      .set({ undoneAt: deps.now(), undoneBy: wanted.staffId })
      .where('id', '=', wanted.correctionId)
      .execute();
    await record(trx, {
      at: deps.now(),
      staffId: wanted.staffId,
      act: 'correction_undone',
      campaignId: wanted.campaignId,
      details: { agency: wanted.scope ?? 'province', rows: rows.length },
    });
    return { rows: rows.length };
  });
}

async function refuseOlder(trx: Db, { fileId, scope }: ListInForce, correctionId: string) {
  const newest = await trx
    .selectFrom('correction')
    .select('id')
    .where('fileId', '=', fileId)
    .where('agencyCode', 'is not distinct from', scope)
    .where('undoneAt', 'is', null)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (newest?.id !== correctionId) throw problem('correction_not_newest');
}

type CorrectedRow = Awaited<ReturnType<typeof rowsOf>>[number];

const rowsOf = (trx: Db, correctionId: string) =>
  trx
    .selectFrom('correctedRow')
    .innerJoin('correctableRow', (join) =>
      join
        .onRef('correctableRow.fileId', '=', 'correctedRow.fileId')
        .onRef('correctableRow.rowNumber', '=', 'correctedRow.rowNumber'),
    )
    .selectAll('correctedRow')
    .select(['correctableRow.original', 'correctableRow.agencyCode', 'correctableRow.rowKey'])
    .select('correctableRow.revision as revisionNow')
    .where('correctionId', '=', correctionId)
    .orderBy('correctedRow.rowNumber')
    .execute();

async function putBack(
  trx: Db,
  deps: Deps,
  { list, key, rules }: CorrectableList,
  rows: readonly CorrectedRow[],
): Promise<void> {
  // Home Affairs and an agency may have corrected the same row of the province's file, one after the other.
  if (rows.some(({ revision, revisionNow }) => revision !== revisionNow))
    throw problem('correction_not_newest');
  if (rows.length === 0) return;
  const before = rows.map((row) => {
    const cells = openCells(key, row.correctedBefore ?? row.original);
    return { row, cells, sheetRow: { number: row.rowNumber, cells } };
  });
  const applications = before.map(({ row, sheetRow }) => ({
    ...readApplication(sheetRow, rules),
    agencyCode: row.agencyBefore,
  }));
  await writeCorrectableRows(
    trx,
    list.fileId,
    before.map(({ row, cells, sheetRow }) => {
      const { column } = cellAtFault(sheetRow, row.reasonBefore as Fault, rules);
      return {
        rowNumber: row.rowNumber,
        agencyCode: row.agencyBefore,
        reason: row.reasonBefore,
        column,
        valueKey: valueKey(key, column, cells[column] ?? ''),
        corrected: row.correctedBefore?.toString('base64') ?? null,
        // As it was before: an older correction of the row can be taken back after this one.
        revision: row.revision - 1,
      };
    }),
  );
  const faults = new Map(rows.map((row) => [row.rowNumber, row.reasonBefore as Fault]));
  const linked = await storeFaults(trx, { list, key }, applications, faults);
  const all = rows.flatMap(({ agencyCode, agencyBefore }) => [agencyCode, agencyBefore]);
  await settleAgencies(trx, deps, list, { all, linked });
  await forgetCorrections(
    trx,
    list,
    rows.map(({ rowKey }) => rowKey),
  );
}
