import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';

/** `H55.273-260617-0001`, its day a possible one; codes of any other form are counted apart. */
const RUNNING = String.raw`^[A-Z0-9]+(\.[A-Z0-9]+)*-\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])-\d{3,6}$`;

/** A unit's rows of a list, or those of no unit; written so that the index is used. */
export const rowsOf = (fileId: string, unitCode: string | null) => sql`
  dossier.file_id = ${fileId}
    and dossier.campaign_id = (select campaign_id from list_file where id = ${fileId})
    and ${unitCode === null ? sql`dossier.unit_code is null` : sql`dossier.unit_code = ${unitCode}`}`;

/**
 * Counts a unit's part of a list anew: whoever changes a row calls this. One unit has some ten thousand
 * rows; a province is tallied unit by unit, so that no statement holds the database for long.
 */
export async function tallyUnit(db: Db, fileId: string, unitCode: string | null): Promise<void> {
  await dropTally(db, fileId, unitCode);
  await sql`
    insert into list_tally (file_id, unit_code, field_code, outcome, reason, rows, late, refused, without_phone)
    select file_id, unit_code, field_code, outcome, reason, count(*), count(*) filter (where is_late),
      count(*) filter (where is_refused), count(*) filter (where not has_phone)
    from dossier where ${rowsOf(fileId, unitCode)}
    group by file_id, unit_code, field_code, outcome, reason
  `.execute(db);
  await sql`
    insert into number_run (file_id, unit_code, agency, day, lowest, highest, seen)
    select ${fileId}::uuid, ${unitCode}::text, agency, day, min(number), max(number), count(*)
    from (
      -- Grouped twice, because count(distinct) would sort: half the time.
      select split_part(code, '-', 1) as agency, split_part(code, '-', 2) as day,
        split_part(code, '-', 3)::integer as number
      from dossier where ${rowsOf(fileId, unitCode)} and code ~ ${RUNNING}
      group by 1, 2, 3
    ) as numbered
    group by agency, day
  `.execute(db);
  if (unitCode !== null) await welcomeBack(db, fileId, unitCode);
}

async function dropTally(db: Db, fileId: string, unitCode: string | null): Promise<void> {
  for (const table of ['listTally', 'numberRun'] as const)
    await db
      .deleteFrom(table)
      .where('fileId', '=', fileId)
      .where('unitCode', unitCode === null ? 'is' : '=', unitCode)
      .execute();
}

/** A dossier whose code has been mended is there again. */
async function welcomeBack(db: Db, fileId: string, unitCode: string): Promise<void> {
  await sql`
    delete from vanished_dossier as gone
    where gone.file_id = ${fileId} and gone.unit_code = ${unitCode}
      and exists (select from dossier where ${rowsOf(fileId, unitCode)} and dossier.code = gone.code)
  `.execute(db);
}

/** When a newer list speaks for a unit, its part of the other lists in force counts no more. */
export async function dropPart(
  db: Db,
  campaignId: string,
  unitCode: string,
  newer: string,
): Promise<void> {
  for (const table of ['listTally', 'numberRun', 'listChange', 'vanishedDossier'] as const)
    await db
      .deleteFrom(table)
      .where('unitCode', '=', unitCode)
      .where('fileId', '<>', newer)
      .where('fileId', 'in', (of) =>
        of
          .selectFrom('listFile')
          .select('id')
          .where('campaignId', '=', campaignId)
          .where('state', '=', 'imported'),
      )
      .execute();
}
