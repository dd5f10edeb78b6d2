import { sql } from 'kysely';
import type { Db } from '../server/db/database.ts';
import { openText as openCells } from '../server/db/sealed-cells.ts';
import { openText as openIdentity } from '../server/db/sealed-text.ts';

/** Where the database holds any of these texts, as text, within JSON or as bytes: names of tables. */
export async function tablesThatHold(db: Db, texts: readonly string[]): Promise<string[]> {
  const needles = texts.flatMap((text) => [text, Buffer.from(text).toString('hex')]);
  const holding = [];
  for (const table of await allTables(db)) {
    const { rows } = await sql<{ line: string }>`
      select to_jsonb(walked)::text as line from ${sql.table(table)} as walked
    `.execute(db);
    if (rows.some(({ line }) => needles.some((needle) => line.includes(needle))))
      holding.push(table);
  }
  return holding;
}

export async function allTables(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = current_schema() and c.relkind = 'r' and c.relname not like 'migration%'
    order by c.relname`.execute(db);
  return rows.map(({ name }) => name);
}

export async function rowsOf(db: Db, table: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(
    db,
  );
  return rows[0]!.n;
}

/** Where a campaign's seals hold any of these texts: names of columns. */
export async function sealsThatHold(
  db: Db,
  key: Buffer,
  texts: readonly string[],
): Promise<string[]> {
  const { rows: columns } = await sql<{ table: string; column: string }>`
    select table_name as table, column_name as column from information_schema.columns
    where table_schema = current_schema() and data_type = 'bytea' order by 1, 2`.execute(db);
  const holding = [];
  for (const { table, column } of columns) {
    const { rows } = await sql<{ sealed: Buffer | null }>`
      select ${sql.ref(column)} as sealed from ${sql.table(table)}`.execute(db);
    const opened = rows.flatMap(({ sealed }) => (sealed ? opening(key, sealed) : []));
    if (opened.some((text) => texts.some((wanted) => text.includes(wanted))))
      holding.push(`${table}.${column}`);
  }
  return holding;
}

const opening = (key: Buffer, sealed: Buffer): string[] =>
  [openCells, openIdentity].flatMap((open) => {
    try {
      return open(key, sealed);
    } catch {
      return [];
    }
  });
