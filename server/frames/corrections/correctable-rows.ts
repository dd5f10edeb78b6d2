import type { Fault } from '#contract/row-counts.ts';
import type { Db } from '../../db/database.ts';
import { openCells } from '../../db/sealed-cells.ts';
import type { ListInForce } from './list-in-force.ts';
import { oneOf } from './one-of.ts';

export type CorrectableRowRecord = Awaited<ReturnType<typeof correctableRows>>[number];

/** Rows of a list that its scope may see and that are in error. */
const inError = (db: Db, { fileId, scope }: ListInForce) =>
  db
    .selectFrom('correctableRow')
    .where('correctableRow.fileId', '=', fileId)
    .where('correctableRow.reason', 'is not', null)
    .$if(scope !== null, (query) => query.where('correctableRow.agencyCode', '=', scope));

export interface Wanted {
  readonly fault?: Fault | undefined;
  readonly column?: number;
  readonly valueKey?: number;
  readonly rowNumbers?: readonly number[];
  readonly page?: number;
  readonly limit?: number;
}

const PAGE = 20;

export const correctableRows = (db: Db, list: ListInForce, wanted: Wanted = {}) =>
  narrowed(inError(db, list), wanted)
    .selectAll('correctableRow')
    .orderBy('rowNumber')
    .$if(wanted.limit !== undefined, (query) => query.limit(wanted.limit!))
    .$if(wanted.page !== undefined, (query) =>
      query.limit(PAGE).offset(((wanted.page ?? 1) - 1) * PAGE),
    )
    .execute();

export async function correctableRowCount(db: Db, list: ListInForce, wanted: Wanted = {}) {
  const { rows } = await narrowed(inError(db, list), wanted)
    .select(({ fn }) => fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow();
  return rows;
}

function narrowed(query: ReturnType<typeof inError>, wanted: Wanted) {
  const { fault, column, valueKey, rowNumbers } = wanted;
  return query
    .$if(fault !== undefined, (some) => some.where('correctableRow.reason', '=', fault!))
    .$if(column !== undefined, (some) => some.where('correctableRow.columnNumber', '=', column!))
    .$if(valueKey !== undefined, (some) => some.where('correctableRow.valueKey', '=', valueKey!))
    .$if(rowNumbers !== undefined, (some) =>
      some.where(oneOf('correctableRow.rowNumber', rowNumbers!, 'integer')),
    );
}

export interface FaultGroup {
  readonly fault: Fault;
  readonly rows: number;
  readonly noted: number;
}

/** Rows in error by what is wrong with them, the most first. */
export async function faultGroups(db: Db, list: ListInForce): Promise<FaultGroup[]> {
  const groups = await inError(db, list)
    .select(({ fn }) => [
      'reason',
      fn.countAll<number>().as('rows'),
      fn.count<number>('note').as('noted'),
    ])
    .groupBy('reason')
    .orderBy('rows', 'desc')
    .orderBy('reason')
    .execute();
  return groups.map(({ reason, ...counts }) => ({ fault: reason as Fault, ...counts }));
}

export interface AlikeRows {
  readonly fault: Fault;
  readonly columnNumber: number;
  readonly valueKey: number;
  readonly rows: number;
  readonly example: number;
}

const SHOWN = 60;

/** Rows with the same value in one of these columns, the most first: told by their keyed hashes alone. */
export async function alikeRows(
  db: Db,
  list: ListInForce,
  columns: readonly number[],
): Promise<AlikeRows[]> {
  if (columns.length === 0) return [];
  const groups = await inError(db, list)
    .where('columnNumber', 'in', columns)
    .select(({ fn }) => [
      'reason',
      'columnNumber',
      'valueKey',
      fn.countAll<number>().as('rows'),
      fn.min('rowNumber').as('example'),
    ])
    .groupBy(['reason', 'columnNumber', 'valueKey'])
    .having(({ fn }) => fn.countAll(), '>', 1)
    .orderBy('rows', 'desc')
    .orderBy('example')
    .limit(SHOWN)
    .execute();
  return groups.map(({ reason, ...group }) => ({ fault: reason as Fault, ...group }));
}

/** What the row says now: as it came, or as it was corrected last. */
export const cellsNow = (
  key: Buffer,
  row: { readonly original: Buffer; readonly corrected: Buffer | null },
): string[] => openCells(key, row.corrected ?? row.original);
