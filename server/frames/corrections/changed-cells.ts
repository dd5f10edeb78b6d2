import { COLUMN_LIMIT, withoutTail } from '../../lists/read/sheet-row.ts';

export interface CellChange {
  readonly column: number;
  readonly value: string;
}

/** The cells with these changes, as the file would have brought them. */
export function changedCells(
  cells: readonly string[],
  changes: readonly CellChange[],
): readonly string[] {
  const changed = [...cells];
  for (const { column, value } of changes) {
    if (column >= COLUMN_LIMIT) continue;
    while (changed.length < column) changed.push('');
    changed[column] = value.normalize('NFC').trim();
  }
  return withoutTail(changed);
}

export const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((cell, column) => cell === b[column]);
