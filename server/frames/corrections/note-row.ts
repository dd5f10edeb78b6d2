import { record } from '../../db/activity.ts';
import { sealText } from '../../db/sealed-cells.ts';
import type { Deps } from '../../deps.ts';
import { rowInError } from './correct-row.ts';
import { inOpenFrame } from './in-open-frame.ts';
import type { Place } from './list-in-force.ts';
import { correctableList } from './list-in-force.ts';

export interface RowNote extends Place {
  readonly fileId: string;
  readonly rowNumber: number;
  readonly note: string;
  readonly staffId: string;
}

/** Why a row cannot be corrected. It takes no row out of the count: it stays in error, and says so. */
export async function noteRow(deps: Deps, wanted: RowNote): Promise<{ noted: boolean }> {
  const { campaignId, scope, rowNumber, note, staffId } = wanted;
  const { list, key } = await correctableList(deps, wanted, wanted.fileId);
  const noted = note !== '';
  return inOpenFrame(deps, list, async (trx) => {
    const row = await rowInError(trx, list, rowNumber);
    await trx
      .updateTable('correctableRow')
      .set({ note: noted ? sealText(key, note) : null })
      .where('fileId', '=', row.fileId)
      .where('rowNumber', '=', rowNumber)
      .execute();
    const details = { agency: scope ?? 'province', noted };
    await record(trx, { at: deps.now(), staffId, act: 'problem_row_noted', campaignId, details });
    return { noted };
  });
}
