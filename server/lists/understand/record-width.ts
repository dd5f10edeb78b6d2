import type { SheetRow } from '../read/sheet-row.ts';

/**
 * How many cells a record of a delimited text has: as many as its headings, or as most records have where these continue
 * behind the last heading. A sheet's rows have no such number.
 */
export function recordWidthOf(
  top: readonly SheetRow[],
  headingRows: readonly number[],
  columns: readonly { readonly index: number }[],
): number | undefined {
  if (top.every(({ width }) => width === undefined)) return undefined;
  const below = top.filter(({ number }) => number > Math.max(0, ...headingRows));
  const headings = top.filter(({ number }) => headingRows.includes(number));
  const widths = headings.map(({ width }) => width ?? 0);
  return Math.max(mostCommonWidth(below), ...widths, ...columns.map(({ index }) => index + 1));
}

function mostCommonWidth(rows: readonly SheetRow[]): number {
  const counts = new Map<number, number>();
  for (const { width = 0 } of rows) counts.set(width, (counts.get(width) ?? 0) + 1);
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return most && most[1] * 2 > rows.length ? most[0] : 0;
}
