import * as z from 'zod';

/** One JSON value a line: the header, then for each table its opening, its rows as texts, and its end. */
export const FORMAT = 'sipas-backup/1';

const Header = z.object({
  format: z.literal(FORMAT),
  madeAt: z.string(),
  /** Applied before the rows are loaded: they are of the tables as these migrations make them. */
  migrations: z.array(z.string()),
  sequences: z.record(z.string(), z.number()),
});
const TableOpening = z.object({ table: z.string().regex(/^[a-z_]+$/) });
const TableEnd = z.object({ end: z.string(), rows: z.number(), sha256: z.string() });
const DumpEnd = z.object({ tables: z.number(), rows: z.number() });

export type DumpHeader = z.output<typeof Header>;

/** What of a table was written or read: how many rows, and the hash of their texts. */
export interface TableSum {
  readonly rows: number;
  readonly sha256: string;
}
export type DumpSums = ReadonlyMap<string, TableSum>;

export class DamagedBackup extends Error {
  override readonly name = 'DamagedBackup';
}

type DumpLine =
  | { readonly kind: 'row'; readonly row: string }
  | { readonly kind: 'header'; readonly header: DumpHeader }
  | { readonly kind: 'table'; readonly table: string }
  | { readonly kind: 'tableEnd'; readonly table: string; readonly sum: TableSum }
  | { readonly kind: 'end'; readonly tables: number; readonly rows: number };

export function parseDumpLine(line: string): DumpLine {
  const value: unknown = JSON.parse(line);
  if (typeof value === 'string') return { kind: 'row', row: value };
  const header = Header.safeParse(value);
  if (header.success) return { kind: 'header', header: header.data };
  const opening = TableOpening.safeParse(value);
  if (opening.success) return { kind: 'table', table: opening.data.table };
  const tableEnd = TableEnd.safeParse(value);
  if (tableEnd.success) {
    const { end, rows, sha256 } = tableEnd.data;
    return { kind: 'tableEnd', table: end, sum: { rows, sha256 } };
  }
  const end = DumpEnd.safeParse(value);
  if (end.success) return { kind: 'end', ...end.data };
  throw new DamagedBackup('a line that is none of a backup');
}

export const rowsOf = (sums: DumpSums): number =>
  [...sums.values()].reduce((total, { rows }) => total + rows, 0);
