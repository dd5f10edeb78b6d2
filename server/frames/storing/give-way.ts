import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { relinkUnit } from '../deciding/relink-unit.ts';
import type { Scope } from '../scope.ts';
import { tallyUnit } from '../tallying/tally-unit.ts';

export interface TakenRow {
  readonly rowNumber: number;
  readonly unitCode: string | null;
}

interface Newer {
  readonly campaignId: string;
  readonly scope: Scope;
  readonly fileId: string;
}

/** Lists that stay in force beside the newer one, by id: a dossier counts once in a campaign. */
export async function listsThatStay(
  db: Db,
  { campaignId, fileId }: Newer,
  replaced: readonly string[],
): Promise<string[]> {
  const lists = await db
    .selectFrom('listFile')
    .select('id')
    .where('campaignId', '=', campaignId)
    .where('state', '=', 'imported')
    .where('id', 'not in', [fileId, ...replaced])
    .orderBy('id')
    .execute();
  return lists.map(({ id }) => id);
}

/** Rows of a unit's part of the newer list whose dossier a list that stays has brought into the frame. */
export async function takenRows(
  db: Db,
  { campaignId, scope, fileId }: Newer,
  unitCode: string | null,
  stay: readonly string[],
): Promise<TakenRow[]> {
  if (stay.length === 0) return [];
  const { rows } = await sql<TakenRow>`
    select mine.row_number, mine.unit_code from dossier as mine
    where mine.file_id = ${fileId} and mine.campaign_id = ${campaignId}
      and mine.unit_code is not distinct from ${unitCode}
      and coalesce(mine.reason, '') <> 'repeated_dossier'
      and (select 1 from dossier as other
        where other.campaign_id = ${campaignId} and other.code = mine.code
          and other.file_id = any(${stay}::uuid[]) and other.outcome in ('accepted', 'merged')
          and (${scope}::text is null or other.unit_code is distinct from ${scope}) limit 1) is not null
  `.execute(db);
  return rows;
}

/** These rows are repeated; what they say of their persons is taken away, and their units are linked anew. */
export async function giveWay(
  trx: Db,
  deps: Pick<Deps, 'secrets'>,
  { campaignId, fileId }: Newer,
  taken: readonly TakenRow[],
): Promise<void> {
  if (taken.length === 0) return;
  const numbers = taken.map(({ rowNumber }) => rowNumber);
  const { rows: left } = await sql<{ personId: string | null }>`
    with before as (
      select row_number, person_id from dossier
      where file_id = ${fileId} and row_number = any(${numbers}::integer[])
    ), given as (
      update dossier set outcome = 'excluded', reason = 'repeated_dossier', person_id = null, linked_by = null
      where file_id = ${fileId} and row_number = any(${numbers}::integer[])
    )
    select distinct person_id from before where person_id is not null
  `.execute(trx);
  for (const table of ['mergedIdentity', 'problemRow'] as const)
    await trx
      .deleteFrom(table)
      .where('fileId', '=', fileId)
      .where('rowNumber', 'in', numbers)
      .execute();
  await sql`
    delete from person where id = any(${left.map(({ personId }) => personId)}::uuid[])
      and not exists (select from dossier where dossier.person_id = person.id)
  `.execute(trx);
  for (const unitCode of new Set(taken.map((row) => row.unitCode))) {
    if (unitCode !== null) await relinkUnit(trx, deps, campaignId, unitCode);
    await tallyUnit(trx, fileId, unitCode);
  }
}
