import type { CorrectionResult } from '#contract/corrections.ts';
import type { Deps } from '../../deps.ts';
import { applyCorrection } from './apply-correction.ts';
import { changedCells } from './changed-cells.ts';
import { cellsNow, correctableRows } from './correctable-rows.ts';
import { inOpenFrame } from './in-open-frame.ts';
import type { Place } from './list-in-force.ts';
import { correctableList } from './list-in-force.ts';
import { rememberedCells, rememberedRows } from './remember-corrections.ts';

/** Corrects rows as the same rows of an earlier list were corrected. */
export async function correctAgain(
  deps: Deps,
  wanted: Place & { readonly fileId: string; readonly staffId: string },
): Promise<CorrectionResult> {
  const correctable = await correctableList(deps, wanted, wanted.fileId);
  const { list, key, rules } = correctable;
  return inOpenFrame(deps, list, async (trx) => {
    const remembered = new Map(
      (await rememberedRows(trx, list)).map(({ rowNumber, sealed }) => [rowNumber, sealed]),
    );
    const rows = await correctableRows(trx, list, { rowNumbers: [...remembered.keys()] });
    const changes = rows.map((before) => ({
      before,
      cells: changedCells(
        cellsNow(key, before),
        rememberedCells(key, remembered.get(before.rowNumber)!, rules),
      ),
    }));
    const correcting = { kind: 'again', fault: null, staffId: wanted.staffId } as const;
    return applyCorrection(trx, deps, correctable, correcting, changes);
  });
}
