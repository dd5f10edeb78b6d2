import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';

const PAGE = 50_000;

/** Numbers of a list's rows that are stored, ascending: an import that was cut off continues beside them. */
export async function storedRows(db: Db, fileId: string): Promise<Int32Array> {
  const pages: number[][] = [];
  let after = 0;
  for (;;) {
    const { rows } = await sql<{ rowNumber: number }>`
      select row_number from dossier where file_id = ${fileId} and row_number > ${after}
      order by row_number limit ${PAGE}
    `.execute(db);
    pages.push(rows.map(({ rowNumber }) => rowNumber));
    const last = rows.at(-1);
    if (!last) return Int32Array.from(pages.flat());
    after = last.rowNumber;
  }
}
