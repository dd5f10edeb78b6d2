import { sql } from 'kysely';
import { chunksOf } from '../../db/chunks-of.ts';
import type { Db } from '../../db/database.ts';

export interface RowState {
  readonly rowNumber: number;
  readonly agencyCode: string | null;
  readonly reason: string | null;
  readonly column: number;
  readonly valueKey: number;
  /** Sealed, in base64; null for a row as it came. */
  readonly corrected: string | null;
  readonly revision: number;
}

export async function writeCorrectableRows(
  trx: Db,
  fileId: string,
  rows: readonly RowState[],
): Promise<void> {
  for (const chunk of chunksOf(rows))
    await sql`
      update correctable_row set agency_code = row."agencyCode", reason = row.reason, column_number = row.column,
        value_key = row."valueKey", corrected = decode(row.corrected, 'base64'), revision = row.revision
      from jsonb_to_recordset(${JSON.stringify(chunk)}::jsonb) as row(
        "rowNumber" integer, "agencyCode" text, reason text, "column" smallint, "valueKey" bigint,
        corrected text, revision integer)
      where correctable_row.file_id = ${fileId} and correctable_row.row_number = row."rowNumber"
    `.execute(trx);
}

/** Who has changed rows last: for staff who had them on the screen at the same time. */
export async function noteChange(
  trx: Db,
  fileId: string,
  rowNumbers: readonly number[],
  by: { readonly at: Date; readonly staffId: string },
): Promise<void> {
  await sql`
    update correctable_row set changed_at = ${by.at}, changed_by = ${by.staffId}
    where file_id = ${fileId} and row_number = any(${[...rowNumbers]}::integer[])
  `.execute(trx);
}
