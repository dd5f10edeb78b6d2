import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { RowTable, RowTypes } from './row-array.ts';
import { COLUMNS } from './row-array.ts';

export async function rowTypes(db: Db): Promise<RowTypes> {
  const tables = Object.keys(COLUMNS) as RowTable[];
  const { rows } = await sql<{ number: number }>`
    select name::regtype::oid as number from unnest(${tables}::text[]) with ordinality as listed(name, place)
    order by place
  `.execute(db);
  return Object.fromEntries(tables.map((table, index) => [table, rows[index]!.number])) as RowTypes;
}
