import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { CorrectionResult } from '#contract/corrections.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';
import { removeUpload, saveUpload, uploadPath } from '../store/uploaded-file.ts';
import { applyCorrection } from './apply-correction.ts';
import { changedCells, isSame } from './changed-cells.ts';
import { cellsNow, correctableRows } from './correctable-rows.ts';
import { readCorrectedFile } from './corrected-file.ts';
import { inOpenFrame } from './in-open-frame.ts';
import type { Place } from './list-in-force.ts';
import { correctableList } from './list-in-force.ts';

/**
 * Takes in the file of rows in error after somebody has corrected it. Rows that are corrected meanwhile stay as
 * they are; rows that are still wrong stay with their reason. The file is kept nowhere.
 */
export async function uploadCorrected(
  deps: Deps,
  wanted: Place & { readonly staffId: string; readonly content: unknown },
): Promise<CorrectionResult> {
  const correctable = await correctableList(deps, wanted);
  if (!(wanted.content instanceof Readable)) throw problem('file_empty');
  const id = randomUUID();
  try {
    await saveUpload(deps.config, id, wanted.content);
    const file = await readCorrectedFile(uploadPath(deps.config, id), correctable.list);
    return await inOpenFrame(deps, correctable.list, async (trx) => {
      const { list, key } = correctable;
      const rows = await correctableRows(trx, list, { rowNumbers: [...file.rows.keys()] });
      const changes = rows.flatMap((before) => {
        const now = cellsNow(key, before);
        const cells = changedCells(now, file.rows.get(before.rowNumber)!);
        return isSame(cells, now) ? [] : [{ before, cells }];
      });
      const correcting = { kind: 'upload', fault: null, staffId: wanted.staffId } as const;
      const result = await applyCorrection(trx, deps, correctable, correcting, changes);
      const unknown = file.unknown + file.rows.size - rows.length;
      return { ...result, unchanged: rows.length - changes.length, unknown };
    });
  } finally {
    await removeUpload(deps.config, id);
  }
}
