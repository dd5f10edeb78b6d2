import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { ArrayColumns, ArrayTable } from './array-columns.ts';
import { TABLES } from './array-columns.ts';

/**
 * Arrays cost both databases a sixth less than JSON, and are as near to COPY as PGlite lets us come: it has
 * COPY for its own client only.
 */
export async function insertArrays(
  trx: Db,
  table: ArrayTable,
  values: ArrayColumns,
): Promise<void> {
  if (values[0]!.length <= '{}'.length) return;
  const columns = Object.keys(TABLES[table]).map((name) => sql.ref(name));
  const types = Object.values(TABLES[table]);
  // Bytes are sent as they are, and the bytes of a text are the text.
  const arrays = values.map(
    ({ buffer }, at) => sql`${Buffer.from(buffer)}::text::${sql.raw(types[at]!)}[]`,
  );
  await sql`
    insert into ${sql.table(table)} (${sql.join(columns)}) select * from unnest(${sql.join(arrays)})
  `.execute(trx);
}
