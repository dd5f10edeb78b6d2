import { chunksOf } from '../../db/chunks-of.ts';
import type { Ask } from '../../db/plain-connections.ts';
import type { CorrectableRow } from './correctable-row.ts';

/** After the dossiers of the same rows: a row in error is one of a list's rows too. */
export async function insertCorrectableRows(
  ask: Ask,
  rows: readonly CorrectableRow[],
): Promise<void> {
  for (const chunk of chunksOf(rows, 500)) {
    const some = chunk.map(({ original, ...row }) => ({
      ...row,
      original: original.toString('base64'),
    }));
    await ask(
      `insert into correctable_row (file_id, row_number, agency_code, reason, column_number, value_key, row_key, original)
      select "fileId", "rowNumber", "agencyCode", reason, "columnNumber", "valueKey", "rowKey",
        decode(original, 'base64')
      from jsonb_to_recordset($1::jsonb) as row(
        "fileId" uuid, "rowNumber" integer, "agencyCode" text, reason text, "columnNumber" smallint,
        "valueKey" bigint, "rowKey" bigint, original text)`,
      [JSON.stringify(some)],
    );
  }
}
