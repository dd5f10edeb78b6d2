import { isFault } from '#contract/list-words.ts';
import type { Fault } from '#contract/row-counts.ts';
import { sealCells } from '../../db/sealed-cells.ts';
import type { Application } from '../../lists/decide/application.ts';
import { cellAtFault } from '../../lists/decide/cell-at-fault.ts';
import type { ReadingRules } from '../../lists/decide/read-application.ts';
import { keyedNumber } from '../../lists/link/identity-keys.ts';
import type { SheetRow } from '../../lists/read/sheet-row.ts';

/** What is kept of a row in error: its cells sealed, and keyed hashes that tell rows with the same fault. */
export interface CorrectableRow {
  readonly fileId: string;
  readonly rowNumber: number;
  readonly agencyCode: string | null;
  readonly reason: Fault;
  readonly columnNumber: number;
  readonly valueKey: number;
  readonly rowKey: number;
  readonly original: Buffer;
}

/** `undefined` for a row without a fault. Of the same bytes and rules all but the seal comes out the same. */
export function correctableRowOf(
  key: Buffer,
  fileId: string,
  row: SheetRow,
  { rowNumber, agencyCode, reason }: Pick<Application, 'rowNumber' | 'agencyCode' | 'reason'>,
  rules: ReadingRules,
): CorrectableRow | undefined {
  if (reason === null || !isFault(reason)) return undefined;
  const { column } = cellAtFault(row, reason, rules);
  return {
    fileId,
    rowNumber,
    agencyCode,
    reason,
    columnNumber: column,
    valueKey: valueKey(key, column, row.cells[column] ?? ''),
    rowKey: rowKey(key, row, rules),
    original: sealCells(key, row.cells),
  };
}

export const valueKey = (key: Buffer, column: number, value: string): number =>
  keyedNumber(key, `problem value|${column}|${value}`);

/** The same row in a newer export, where its running number and the order of the columns may differ. */
const rowKey = (key: Buffer, row: SheetRow, { columns }: ReadingRules): number => {
  const values = [...columns].map(([role, column]) => `${role}=${row.cells[column] ?? ''}`).sort();
  return keyedNumber(key, `problem row|${values.join('|')}`);
};
