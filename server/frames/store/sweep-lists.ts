import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';

/** Rows a statement: PGlite answers nobody else while one runs. */
const ROWS = 500;

/** A list that is neither in force nor on its way. */
const OUT = sql`state in ('uploaded', 'failed', 'cancelled', 'replaced')`;

/**
 * Replaced before it was read, and many others after it: until then its uploader can learn who replaced it.
 */
const IS_FORGOTTEN = sql`(state = 'replaced' and imported_at is null and (
  select count(*) from list_file later
  where later.campaign_id = list_file.campaign_id
    and later.agency_code is not distinct from list_file.agency_code
    and later.uploaded_at > list_file.uploaded_at) >= 20)`;

const TABLES = [
  'completeness_tally',
  'number_run',
  'common_phone',
  'vanished_dossier',
  'list_change',
] as const;

/**
 * By the order of an index. As most rows are of few lists, `exists` read each table whole for a list without rows: 1,016 ms
 * for 37 such lists beside 24,000 rows, and 13 so.
 */
const hasRows = (table: 'dossier' | 'person') => sql`(
  select file_id from ${sql.table(table)} where file_id >= list_file.id order by file_id limit 1
) = list_file.id`;

/** Removes, little by little, what is left of lists that are not in force. */
export async function sweepLists(
  db: Db,
  pause: () => Promise<void>,
  isStopped: () => boolean = () => false,
): Promise<void> {
  const { rows: lists } = await sql<{ id: string }>`
    select id from list_file where ${OUT}
    and (${hasRows('dossier')} or ${hasRows('person')} or ${IS_FORGOTTEN})
  `.execute(db);
  for (const { id } of lists) {
    if (isStopped()) return;
    await sweepRows(db, id, pause, isStopped);
    await sql`delete from list_file where id = ${id} and ${IS_FORGOTTEN}
      and not exists (select from dossier where file_id = ${id})`.execute(db);
  }
}

/**
 * The same for one list. A list that is begun again in the meantime is left alone from there on: its row is
 * locked by each statement, so that none removes rows after the beginning.
 */
async function sweepRows(
  db: Db,
  fileId: string,
  pause: () => Promise<void>,
  isStopped: () => boolean = () => false,
): Promise<void> {
  const isOut = sql`exists (select from list_file where id = ${fileId} and ${OUT} for share)`;
  await removeAll(db, fileId, isOut, pause, isStopped);
}

/** The rows of an import that has to begin anew. */
export const sweepUnfinished = (
  db: Db,
  fileId: string,
  pause: () => Promise<void>,
): Promise<void> => removeAll(db, fileId, sql`true`, pause, () => false);

async function removeAll(
  db: Db,
  fileId: string,
  isAllowed: ReturnType<typeof sql>,
  pause: () => Promise<void>,
  isStopped: () => boolean,
): Promise<void> {
  const steps = [
    ...TABLES.map(
      (table) => sql`delete from ${sql.table(table)} where file_id = ${fileId} and ${isAllowed}`,
    ),
    sql`delete from dossier where file_id = ${fileId} and ${isAllowed} and row_number = any(array(
      select row_number from dossier where file_id = ${fileId} order by row_number limit ${ROWS}))`,
    sql`delete from person where ${isAllowed} and id = any(array(
      select id from person where file_id = ${fileId} limit ${ROWS}))`,
  ];
  for (const step of steps) {
    let gone = 1n;
    while (gone > 0n && !isStopped()) {
      gone = (await step.execute(db)).numAffectedRows ?? 0n;
      if (gone > 0n) await pause();
    }
  }
}
