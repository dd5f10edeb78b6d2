import type { RowMarks } from './row-marks.ts';

/** The places of the rows that are asked for, agency by agency, those of one in their order. */
export function rowsByAgency(
  { size, agency, agencies }: Pick<RowMarks, 'size' | 'agency' | 'agencies'>,
  isAskedFor: (row: number) => boolean,
): Uint32Array {
  const next = new Uint32Array(agencies.all.length + 1);
  for (let row = 0; row < size; row++) if (isAskedFor(row)) next[agency[row]! + 1]! += 1;
  for (let i = 1; i < next.length; i++) next[i]! += next[i - 1]!;
  const rows = new Uint32Array(next.at(-1)!);
  for (let row = 0; row < size; row++) if (isAskedFor(row)) rows[next[agency[row]!]!++] = row;
  return rows;
}
