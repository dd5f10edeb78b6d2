import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { NewPerson } from '../../db/tables/persons.ts';
import type { Rows, RowTable } from './row-array.ts';
import { COLUMNS, RowArray } from './row-array.ts';
import { rowTypes } from './row-types.ts';

/** Rows a statement: PGlite answers nobody else while one runs. */
const CHUNK = 1000;

/** Bytes are sent as they are, which both databases read as the type's binary form. */
async function insertArray(
  trx: Db,
  table: RowTable,
  rows: Uint8Array,
  onConflict = sql``,
): Promise<void> {
  const { buffer, byteOffset, byteLength } = rows;
  const array = Buffer.from(buffer, byteOffset, byteLength);
  const name = sql.table(table);
  await sql`insert into ${name} select * from unnest(${array}::${name}[]) ${onConflict}`.execute(
    trx,
  );
}

export async function insertRows<T extends RowTable>(
  trx: Db,
  table: T,
  rows: readonly Rows[T][],
  onConflict = sql``,
): Promise<void> {
  if (rows.length === 0) return;
  const array = new RowArray(table, await rowTypes(trx));
  for (const row of rows) {
    array.add(row);
    if (array.size === CHUNK) await insertArray(trx, table, array.take(), onConflict);
  }
  if (array.size > 0) await insertArray(trx, table, array.take(), onConflict);
}

/** A person of whom something else is known now stays the same person. */
export const putPersons = (trx: Db, persons: readonly NewPerson[]): Promise<void> =>
  insertRows(trx, 'person', persons, REPLACED);

const changed = Object.keys(COLUMNS.person).filter((name) => name !== 'id');
const REPLACED = sql`on conflict (id) do update set ${sql.join(
  changed.map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`),
)}`;
