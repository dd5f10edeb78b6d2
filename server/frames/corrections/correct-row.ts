import type { CorrectionResult } from '#contract/corrections.ts';
import type { Fault } from '#contract/row-counts.ts';
import type { Db } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';
import { applyCorrection, nothingChanged } from './apply-correction.ts';
import type { CellChange } from './changed-cells.ts';
import { changedCells, isSame } from './changed-cells.ts';
import type { CorrectableRowRecord } from './correctable-rows.ts';
import { cellsNow, correctableRows } from './correctable-rows.ts';
import { inOpenFrame } from './in-open-frame.ts';
import type { ListInForce, Place } from './list-in-force.ts';
import { correctableList } from './list-in-force.ts';

export interface RowCorrection extends Place {
  readonly fileId: string;
  readonly rowNumber: number;
  /** The row as the caller has it before their eyes. */
  readonly revision: number;
  readonly cells: readonly CellChange[];
  readonly staffId: string;
}

/** Corrects cells of one row. */
export async function correctRow(deps: Deps, wanted: RowCorrection): Promise<CorrectionResult> {
  const { rowNumber, revision, staffId } = wanted;
  const correctable = await correctableList(deps, wanted, wanted.fileId);
  return inOpenFrame(deps, correctable.list, async (trx) => {
    const before = await rowInError(trx, correctable.list, rowNumber);
    if (before.revision !== revision) throw await changedElsewhere(trx, before);
    const now = cellsNow(correctable.key, before);
    const cells = changedCells(now, wanted.cells);
    if (isSame(cells, now)) return { ...nothingChanged, unchanged: 1 };
    const correcting = { kind: 'row', fault: before.reason as Fault, staffId } as const;
    return applyCorrection(trx, deps, correctable, correcting, [{ before, cells }]);
  });
}

/** A row that its scope may correct; one of another agency is as little there as one without a fault. */
export async function rowInError(
  db: Db,
  list: ListInForce,
  rowNumber: number,
): Promise<CorrectableRowRecord> {
  const [row] = await correctableRows(db, list, { rowNumbers: [rowNumber] });
  if (!row) throw problem('row_not_in_error');
  return row;
}

async function changedElsewhere(db: Db, { changedAt, changedBy }: CorrectableRowRecord) {
  const staff = await db
    .selectFrom('staff')
    .select('fullName')
    .where('id', '=', changedBy)
    .executeTakeFirst();
  const moment = changedAt?.toISOString() ?? '';
  return problem('row_changed_elsewhere', { by: staff?.fullName ?? '', at: moment });
}
