import { sql } from 'kysely';
import type { Db } from '../server/db/database.ts';

/** A row as a physical backup holds it: its columns, its place and which transaction wrote it. */
export interface CopiedRow {
  /** Order in the file: page and line. */
  readonly place: number;
  readonly xmin: number;
  readonly cmin: number;
  readonly columns: Readonly<Record<string, unknown>>;
}

/** A backup of the whole database. */
export interface Copy {
  readonly tables: ReadonlyMap<string, readonly CopiedRow[]>;
  /** Next numbers of all sequences. */
  readonly sequences: Readonly<Record<string, number | null>>;
}

export async function copyOf(db: Db): Promise<Copy> {
  const { rows: names } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = current_schema() and table_type = 'BASE TABLE'
    order by 1`.execute(db);
  const tables = new Map<string, CopiedRow[]>();
  for (const { name } of names) tables.set(name, await rowsOf(db, name));
  const { rows } = await sql<{ name: string; last: number | null }>`
    select sequencename as name, last_value as last from pg_sequences`.execute(db);
  return { tables, sequences: Object.fromEntries(rows.map(({ name, last }) => [name, last])) };
}

async function rowsOf(db: Db, table: string): Promise<CopiedRow[]> {
  const { rows } = await sql<{ place: string; xmin: string; cmin: string; columns: object }>`
    select ctid::text as place, xmin::text as xmin, cmin::text as cmin, to_jsonb(it) as columns
    from ${sql.table(table)} as it`.execute(db);
  return rows.map(({ place, xmin, cmin, columns }) => ({
    place: numbered(place),
    xmin: Number(xmin),
    cmin: Number(cmin),
    columns: columns as CopiedRow['columns'],
  }));
}

function numbered(tid: string): number {
  const [page, line] = tid.slice(1, -1).split(',').map(Number);
  return (page ?? 0) * 1e5 + (line ?? 0);
}

export const rowsIn = (copy: Copy, table: string): readonly CopiedRow[] =>
  copy.tables.get(table) ?? [];

/** Rows that only the later copy has, or has otherwise than the earlier one. */
export function newRows(earlier: Copy, later: Copy, table: string): readonly CopiedRow[] {
  const known = new Set(rowsIn(earlier, table).map((row) => JSON.stringify(row)));
  return rowsIn(later, table).filter((row) => !known.has(JSON.stringify(row)));
}

export const tablesThatDiffer = (earlier: Copy, later: Copy): string[] =>
  [...later.tables.keys()]
    .filter(
      (table) =>
        newRows(earlier, later, table).length > 0 || newRows(later, earlier, table).length > 0,
    )
    .sort();

/** Every column, of any table, that holds one of these values. */
export function columnsHolding(copy: Copy, values: ReadonlySet<unknown>): string[] {
  const found = new Set<string>();
  for (const [table, rows] of copy.tables)
    for (const { columns } of rows)
      for (const [name, value] of Object.entries(columns))
        if (values.has(value)) found.add(`${table}.${name}`);
  return [...found].sort();
}
