import type { SheetRow } from './sheet-row.ts';
import { COLUMN_LIMIT } from './sheet-row.ts';
import type { Merge } from './xlsx-scan.ts';

/** Gives rows, as they come, the texts of the cells that are merged down over them. */
export function mergedDown(merges: readonly Merge[]): (row: SheetRow) => SheetRow {
  const waiting = [...merges].sort((a, b) => b.firstRow - a.firstRow);
  let open: { readonly merge: Merge; readonly text: string }[] = [];
  return (row) => {
    if (waiting.length === 0 && open.length === 0) return row;
    open = open.filter(({ merge }) => merge.lastRow >= row.number);
    // A block's text belongs to its first column, as in its first row.
    const above = open.map(({ merge, text }) => [merge.firstColumn, text] as const);
    while ((waiting.at(-1)?.firstRow ?? Number.POSITIVE_INFINITY) <= row.number) {
      const merge = waiting.pop()!;
      const text = merge.firstRow === row.number ? row.cells[merge.firstColumn] : '';
      if (text && merge.firstColumn < COLUMN_LIMIT) open.push({ merge, text });
    }
    return above.length > 0 ? { ...row, above } : row;
  };
}

/** A row with the cells that are merged down over it, where its own are empty. */
export function withCellsAbove(row: SheetRow): SheetRow {
  if (!row.above) return row;
  const cells = [...row.cells];
  for (const [column, text] of row.above) {
    while (cells.length <= column) cells.push('');
    cells[column] ||= text;
  }
  return { ...row, cells };
}
