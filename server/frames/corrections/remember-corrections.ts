import { sql } from 'kysely';
import type { ColumnRole } from '#contract/frames.ts';
import { isFault } from '#contract/list-words.ts';
import type { Db } from '../../db/database.ts';
import { openText, sealText } from '../../db/sealed-cells.ts';
import type { Deps } from '../../deps.ts';
import type { ReadingRules } from '../../lists/decide/read-application.ts';
import type { ListInForce, MendableList } from './list-in-force.ts';
import { oneOf } from './one-of.ts';
import type { ProblemRowRecord } from './problem-rows.ts';
import type { RowAgain } from './read-again.ts';

const CHUNK = 500;

/**
 * Keeps how rows were mended beside the list: what somebody has looked up for this list need not be looked
 * up again when a newer export brings the same rows.
 */
export async function rememberCorrections(
  trx: Db,
  { now }: Deps,
  { list, key, rules }: MendableList,
  rows: readonly RowAgain[],
  before: readonly ProblemRowRecord[],
): Promise<void> {
  const keys = new Map(before.map(({ rowNumber, rowKey }) => [rowNumber, rowKey]));
  const mended = rows.filter(({ application: { reason } }) => reason === null || !isFault(reason));
  const kept = new Map(
    mended.map(({ rowNumber, cells }) => [
      keys.get(rowNumber)!,
      sealText(key, JSON.stringify(byRole(cells, rules))).toString('base64'),
    ]),
  );
  const entries = [...kept].map(([rowKey, sealed]) => ({ rowKey, sealed }));
  for (let at = 0; at < entries.length; at += CHUNK)
    await sql`
      insert into remembered_correction (campaign_id, agency_code, row_key, sealed, corrected_at)
      select ${list.campaignId}::uuid, ${list.scope}::text, "rowKey", decode(sealed, 'base64'), ${now()}
      from jsonb_to_recordset(${JSON.stringify(entries.slice(at, at + CHUNK))}::jsonb) as row(
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

/** Rows in error that came the same way in an earlier list and were mended there. */
export async function rememberedRows(db: Db, list: ListInForce): Promise<Remembered[]> {
  return db
    .selectFrom('problemRow')
    .innerJoin('rememberedCorrection', 'rememberedCorrection.rowKey', 'problemRow.rowKey')
    .select(['problemRow.rowNumber', 'rememberedCorrection.sealed'])
    .where('rememberedCorrection.campaignId', '=', list.campaignId)
    .where('rememberedCorrection.agencyCode', 'is not distinct from', list.scope)
    .where('problemRow.fileId', '=', list.fileId)
    .where('problemRow.reason', 'is not', null)
    .where('problemRow.mended', 'is', null)
    .$if(list.scope !== null, (query) => query.where('problemRow.agencyCode', '=', list.scope))
    .orderBy('problemRow.rowNumber')
    .execute();
}

/** The cells by which a row is mended, in the columns of this list. */
export function rememberedCells(
  key: Buffer,
  sealed: Buffer,
  { columns }: ReadingRules,
): { column: number; value: string }[] {
  const said: Partial<Record<ColumnRole, string>> = JSON.parse(openText(key, sealed));
  return [...columns].flatMap(([role, column]) => {
    const value = said[role];
    return value === undefined ? [] : [{ column, value }];
  });
}

const byRole = (cells: readonly string[], { columns }: ReadingRules) =>
  Object.fromEntries([...columns].map(([role, column]) => [role, cells[column] ?? '']));
