import { sql } from 'kysely';
import type { CorrectableRowShown } from '#contract/correctable-rows.ts';
import type { Fault } from '#contract/row-counts.ts';
import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import { openText } from '../../db/sealed-cells.ts';
import type { Deps } from '../../deps.ts';
import { cellAtFault, mayBeAlike } from '../../lists/decide/cell-at-fault.ts';
import { placeOf } from '../../lists/read/row-number.ts';
import type { CorrectableRowRecord } from './correctable-rows.ts';
import { cellsNow, correctableRowCount, correctableRows } from './correctable-rows.ts';
import { furtherFaults } from './further-faults.ts';
import type { CorrectableList, ListInForce, Place } from './list-in-force.ts';
import { readableList, rolesByColumn } from './list-in-force.ts';

export interface PageWanted extends Place {
  readonly fault: Fault;
  readonly page: number;
  readonly staffId: string;
}

/** Rows of one kind as their file has them. Who read, of which agency and how many, is recorded; never whom. */
export async function problemPage(deps: Deps, { fault, page, staffId, ...place }: PageWanted) {
  const correctable = await readableList(deps, place);
  const { list } = correctable;
  return deps.db.transaction().execute(async (trx) => {
    const found = await correctableRows(trx, list, { fault, page });
    const rows = await shown(trx, correctable, found);
    await recordReading(trx, deps, list, { staffId, fault, page, rows: rows.length });
    const total = await correctableRowCount(trx, list, { fault });
    return { fileId: list.fileId, headings: headingsOf(list, found), rows, total, page };
  });
}

export const recordReading = (
  trx: Db,
  { now }: Deps,
  { campaignId, scope }: ListInForce,
  reading: { staffId: string; fault?: Fault; page?: number; rows: number },
): Promise<void> => {
  const { staffId, ...what } = reading;
  const details = { agency: scope ?? 'province', ...what };
  return record(trx, { at: now(), staffId, act: 'problem_rows_read', campaignId, details });
};

function headingsOf({ confirmed }: ListInForce, rows: readonly CorrectableRowRecord[]) {
  const roles = rolesByColumn({ ...confirmed });
  const width = Math.max(
    confirmed.headings.length,
    ...[...roles.keys(), ...rows.map(({ columnNumber }) => columnNumber)].map((last) => last + 1),
  );
  return Array.from({ length: width }, (_, column) => ({
    column,
    heading: confirmed.headings[column] ?? '',
    role: roles.get(column) ?? null,
  }));
}

async function shown(
  trx: Db,
  { list, key, rules }: CorrectableList,
  found: readonly CorrectableRowRecord[],
): Promise<CorrectableRowShown[]> {
  const alike = await alikeCounts(trx, list, found);
  return found.map((row) => {
    const cells = cellsNow(key, row);
    const fault = row.reason as Fault;
    const sheetRow = { number: row.rowNumber, cells };
    const { role, cause } = cellAtFault(sheetRow, fault, rules);
    const further = furtherFaults(sheetRow, fault, rules);
    const column = row.columnNumber;
    const { sheet, line } = placeOf(row.rowNumber);
    return {
      rowNumber: row.rowNumber,
      sheet: sheet + 1,
      line,
      cells,
      fault,
      column,
      cause,
      alike: mayBeAlike(role, cells[column] ?? '') ? (alike.get(keyOf(row)) ?? 1) : 1,
      further: further.map(({ fault, column, cause }) => ({ fault, column, cause })),
      note: row.note ? openText(key, row.note) : null,
      revision: row.revision,
    };
  });
}

const keyOf = (row: { reason: string | null; columnNumber: number; valueKey: number }) =>
  `${row.reason} ${row.columnNumber} ${row.valueKey}`;

async function alikeCounts(trx: Db, list: ListInForce, found: readonly CorrectableRowRecord[]) {
  if (found.length === 0) return new Map<string, number>();
  const groups = await trx
    .selectFrom('correctableRow')
    .select(['reason', 'columnNumber', 'valueKey', sql<number>`count(*)`.as('rows')])
    .where('fileId', '=', list.fileId)
    .where('reason', '=', found[0]!.reason)
    .where(
      'valueKey',
      'in',
      found.map((row) => row.valueKey),
    )
    .$if(list.scope !== null, (query) => query.where('agencyCode', '=', list.scope))
    .groupBy(['reason', 'columnNumber', 'valueKey'])
    .execute();
  return new Map(groups.map((group) => [keyOf(group), group.rows]));
}
