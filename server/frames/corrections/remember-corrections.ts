import { sql } from 'kysely';
import type { ColumnRole } from '#contract/list-preview.ts';
import { isFault } from '#contract/list-words.ts';
import { chunksOf } from '../../db/chunks-of.ts';
import type { Db } from '../../db/database.ts';
import { openText, sealText } from '../../db/sealed-cells.ts';
import type { Deps } from '../../deps.ts';
import type { ReadingRules } from '../../lists/decide/read-application.ts';
import type { CorrectableRowRecord } from './correctable-rows.ts';
import type { CorrectableList, ListInForce } from './list-in-force.ts';
import { oneOf } from './one-of.ts';
import type { RowAgain } from './read-again.ts';

/**
 * Keeps how rows were corrected beside the list: what somebody has looked up for this list need not be looked
 * up again when a newer export brings the same rows.
 */
export async function rememberCorrections(
  trx: Db,
  { now }: Deps,
  { list, key, rules }: CorrectableList,
  rows: readonly RowAgain[],
  before: readonly CorrectableRowRecord[],
): Promise<void> {
  const keys = new Map(before.map(({ rowNumber, rowKey }) => [rowNumber, rowKey]));
  const corrected = rows.filter(
    ({ application: { reason } }) => reason === null || !isFault(reason),
  );
  const kept = new Map(
    corrected.map(({ rowNumber, cells }) => [
      keys.get(rowNumber)!,
      sealText(key, JSON.stringify(byRole(cells, rules))).toString('base64'),
    ]),
  );
  const entries = [...kept].map(([rowKey, sealed]) => ({ rowKey, sealed }));
  for (const chunk of chunksOf(entries, 500))
    await sql`
      insert into remembered_correction (campaign_id, agency_code, row_key, sealed, corrected_at)
      select ${list.campaignId}::uuid, ${list.scope}::text, "rowKey", decode(sealed, 'base64'), ${now()}
      from jsonb_to_recordset(${JSON.stringify(chunk)}::jsonb) as row(
        "rowKey" bigint, sealed text)
      on conflict on constraint remembered_correction_key
        do update set sealed = excluded.sealed, corrected_at = excluded.corrected_at
    `.execute(trx);
}

export const forgetCorrections = (trx: Db, list: ListInForce, rowKeys: readonly number[]) =>
  trx
    .deleteFrom('rememberedCorrection')
    .where('campaignId', '=', list.campaignId)
    .where('agencyCode', 'is not distinct from', list.scope)
    .where(oneOf('rowKey', rowKeys, 'bigint'))
    .execute();

export interface Remembered {
  readonly rowNumber: number;
  readonly sealed: Buffer;
}

/** Rows in error that came the same way in an earlier list and were corrected there. */
export async function rememberedRows(db: Db, list: ListInForce): Promise<Remembered[]> {
  return db
    .selectFrom('correctableRow')
    .innerJoin('rememberedCorrection', 'rememberedCorrection.rowKey', 'correctableRow.rowKey')
    .select(['correctableRow.rowNumber', 'rememberedCorrection.sealed'])
    .where('rememberedCorrection.campaignId', '=', list.campaignId)
    .where('rememberedCorrection.agencyCode', 'is not distinct from', list.scope)
    .where('correctableRow.fileId', '=', list.fileId)
    .where('correctableRow.reason', 'is not', null)
    .where('correctableRow.corrected', 'is', null)
    .$if(list.scope !== null, (query) => query.where('correctableRow.agencyCode', '=', list.scope))
    .orderBy('correctableRow.rowNumber')
    .execute();
}

/** The cells by which a row is corrected, in the columns of this list. */
export function rememberedCells(
  key: Buffer,
  sealed: Buffer,
  { columns }: ReadingRules,
): { column: number; value: string }[] {
  const corrected: Partial<Record<ColumnRole, string>> = JSON.parse(openText(key, sealed));
  return [...columns].flatMap(([role, column]) => {
    const value = corrected[role];
    return value === undefined ? [] : [{ column, value }];
  });
}

const byRole = (cells: readonly string[], { columns }: ReadingRules) =>
  Object.fromEntries([...columns].map(([role, column]) => [role, cells[column] ?? '']));
