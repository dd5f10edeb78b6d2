import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { ArrayTable, RowArrays } from './table-arrays.ts';
import { TABLES } from './table-arrays.ts';

/** Which list the rows are of. */
export interface ListPlace {
  readonly campaignId: string;
  readonly fileId: string;
}

/**
 * As near to COPY as PGlite lets us come: it has COPY for its own client only. Bytes are sent as they are,
 * which both databases read as the type's binary form.
 */
export async function insertArrays(
  trx: Db,
  table: ArrayTable,
  { campaignId, fileId }: ListPlace,
  { rows, columns }: RowArrays,
): Promise<void> {
  if (rows === 0) return;
  const place = { fileId, ...(table !== 'merged_identity' && { campaignId }) };
  const names = [...Object.keys(place), ...Object.keys(TABLES[table])].map((name) => sql.ref(name));
  const types = Object.values(TABLES[table]);
  const same = Object.values(place).map((id) => sql`${id}::uuid`);
  const arrays = columns.map(
    ({ buffer }, at) => sql`${Buffer.from(buffer)}::${sql.raw(types[at]!)}[]`,
  );
  await sql`
    insert into ${sql.table(table)} (${sql.join(names)})
    select ${sql.join(same)}, list_row.* from unnest(${sql.join(arrays)}) as list_row
  `.execute(trx);
}
