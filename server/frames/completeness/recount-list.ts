import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';

/** A list's own counts, from the tallies of its agencies: each new tally of an agency calls this after it. */
export async function recountList(trx: Db, fileId: string): Promise<void> {
  await sql`
    update list_file set row_count = counted.rows, accepted_count = counted.accepted,
      merged_count = counted.merged, excluded_count = counted.excluded, error_count = counted.in_error
    from (
      select coalesce(sum(rows), 0) as rows,
        coalesce(sum(rows) filter (where outcome = 'accepted'), 0) as accepted,
        coalesce(sum(rows) filter (where outcome = 'merged'), 0) as merged,
        coalesce(sum(rows) filter (where outcome = 'excluded'), 0) as excluded,
        coalesce(sum(rows) filter (where outcome = 'in_error'), 0) as in_error
      from completeness_tally where file_id = ${fileId}
    ) as counted
    where list_file.id = ${fileId}
  `.execute(trx);
}
