import { sql } from 'kysely';
import type { Db } from '../server/db/database.ts';

/** Where in the database any of these texts stands, as text, within JSON or as bytes: names of tables. */
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
