import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import { countCommonPhone } from './common-phone.ts';
import { rowsOf } from './rows-of.ts';

/** `H55.273-260617-0001`, its day a possible one; codes of any other form are counted apart. */
const RUNNING = String.raw`^[A-Z0-9]+(\.[A-Z0-9]+)*-\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])-\d{3,6}$`;

/** Received in the campaign's window, by its own day or else by that of its code. */
const IS_RECEIVED = sql`coalesce(received_on between returned_from and returned_to,
  code ~ ${RUNNING} and split_part(code, '-', 2) between to_char(returned_from, 'YYMMDD') and to_char(returned_to, 'YYMMDD'))`;

/**
 * Returned before the day in its code, or else before its day of receipt. The code's form is looked at last, where it decides:
 * it took half of the time of a tally.
 */
const IS_DISPLACED = sql`reason = 'outside_window'
  and case when to_char(returned_on::timestamp, 'YYMMDD') < split_part(code, '-', 2)
    then returned_on < received_on or code ~ ${RUNNING}
    else returned_on < received_on and (code ~ ${RUNNING}) is not true end`;

/**
 * Counts an agency's part of a list anew, after every change of a row. One agency has some ten thousand
 * rows; a province is tallied agency by agency, so that no statement holds the database for long.
 */
export async function tallyAgency(
  db: Db,
  fileId: string,
  agencyCode: string | null,
): Promise<void> {
  await dropTally(db, fileId, agencyCode);
  await sql`
    insert into completeness_tally (file_id, agency_code, field_code, outcome, reason, rows, late, refused, without_phone,
      received, displaced)
    select file_id, agency_code, field_code, outcome, reason, count(*), count(*) filter (where is_late),
      count(*) filter (where is_refused), count(*) filter (where not has_phone),
      count(*) filter (where ${IS_RECEIVED}), count(*) filter (where ${IS_DISPLACED})
    from dossier,
      (select returned_from, returned_to from campaign where id = (select campaign_id from list_file where id = ${fileId})) as taken
    where ${rowsOf(fileId, agencyCode)}
    group by file_id, agency_code, field_code, outcome, reason
  `.execute(db);
  await sql`
    insert into number_run (file_id, agency_code, agency, day, lowest, highest, seen)
    select ${fileId}::uuid, ${agencyCode}::text, agency, day, min(number), max(number), count(*)
    from (
      -- Grouped twice, because count(distinct) would sort: half the time.
      select split_part(code, '-', 1) as agency, split_part(code, '-', 2) as day,
        split_part(code, '-', 3)::integer as number
      from dossier where ${rowsOf(fileId, agencyCode)} and code ~ ${RUNNING}
      group by 1, 2, 3
    ) as numbered
    group by agency, day
  `.execute(db);
  if (agencyCode === null) return;
  await countCommonPhone(db, fileId, agencyCode);
  await welcomeBack(db, fileId, agencyCode);
}

async function dropTally(db: Db, fileId: string, agencyCode: string | null): Promise<void> {
  for (const table of ['completenessTally', 'numberRun', 'commonPhone'] as const)
    await db
      .deleteFrom(table)
      .where('fileId', '=', fileId)
      .where('agencyCode', agencyCode === null ? 'is' : '=', agencyCode)
      .execute();
}

/** A dossier whose code has been corrected is there again. */
async function welcomeBack(db: Db, fileId: string, agencyCode: string): Promise<void> {
  await sql`
    delete from vanished_dossier as gone
    where gone.file_id = ${fileId} and gone.agency_code = ${agencyCode}
      and exists (select from dossier where ${rowsOf(fileId, agencyCode)} and dossier.code = gone.code)
  `.execute(db);
}

const PARTS = [
  'completenessTally',
  'numberRun',
  'commonPhone',
  'listChange',
  'vanishedDossier',
] as const;

/** When a newer list speaks for an agency, its part of the other lists in force counts no more. */
export async function dropPart(
  db: Db,
  campaignId: string,
  agencyCode: string,
  newer: string,
): Promise<void> {
  for (const table of PARTS)
    await db
      .deleteFrom(table)
      .where('agencyCode', '=', agencyCode)
      .where('fileId', '<>', newer)
      .where('fileId', 'in', (where) =>
        where
          .selectFrom('listFile')
          .select('id')
          .where('campaignId', '=', campaignId)
          .where('state', '=', 'imported'),
      )
      .execute();
}
