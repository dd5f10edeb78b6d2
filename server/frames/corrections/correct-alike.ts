import type { CorrectionResult } from '#contract/corrections.ts';
import type { Fault } from '#contract/row-counts.ts';
import type { Db } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { mayBeAlike } from '../../lists/decide/cell-at-fault.ts';
import { problem } from '../../problem.ts';
import { valueKey } from '../store/correctable-row.ts';
import { applyCorrection } from './apply-correction.ts';
import { changedCells } from './changed-cells.ts';
import { cellsNow, correctableRows } from './correctable-rows.ts';
import { inOpenFrame } from './in-open-frame.ts';
import type { ChangedRow } from './keep-correction.ts';
import type { CorrectableList, Place } from './list-in-force.ts';
import { correctableList, rolesByColumn } from './list-in-force.ts';
import { readAgain, standing } from './read-again.ts';

export interface AlikeCorrection extends Place {
  readonly fileId: string;
  readonly fault: Fault;
  readonly column: number;
  /** The value that is there now, and the new value. */
  readonly value: string;
  readonly to: string;
}

/** What one fix for all alike would do. */
export async function previewAlike(deps: Deps, wanted: AlikeCorrection) {
  const correctable = await correctableList(deps, wanted, wanted.fileId);
  const changes = await alike(deps.db, correctable, wanted);
  const again = await readAgain(
    deps.db,
    correctable,
    changes.map(({ before, cells }) => ({ rowNumber: before.rowNumber, cells })),
  );
  return standing(again);
}

/** Corrects all rows of a kind that have the same wrong value in the same column. */
export async function correctAlike(
  deps: Deps,
  wanted: AlikeCorrection & { readonly staffId: string },
): Promise<CorrectionResult> {
  const correctable = await correctableList(deps, wanted, wanted.fileId);
  return inOpenFrame(deps, correctable.list, async (trx) => {
    const changes = await alike(trx, correctable, wanted);
    const { fault, staffId } = wanted;
    return applyCorrection(trx, deps, correctable, { kind: 'alike', fault, staffId }, changes);
  });
}

async function alike(
  db: Db,
  { list, key }: CorrectableList,
  { fault, column, value, to }: AlikeCorrection,
): Promise<ChangedRow[]> {
  if (!mayBeAlike(rolesByColumn(list.confirmed).get(column), value)) throw problem('fix_not_alike');
  if (value === to.trim()) return [];
  const wanted = { fault, column, valueKey: valueKey(key, column, value) };
  const rows = await correctableRows(db, list, wanted);
  return rows.map((before) => ({
    before,
    cells: changedCells(cellsNow(key, before), [{ column, value: to }]),
  }));
}
