import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { Scope } from '../scope.ts';
import { dropPart } from '../tallying/tally-unit.ts';

/**
 * A unit has one list in force: the newest that speaks for it. The earlier list of the same scope goes;
 * a province's file also takes the place of the own lists of the units in it, and a unit's own list of
 * that unit's part in the province's file.
 */
export async function listsToReplace(
  trx: Db,
  campaignId: string,
  scope: Scope,
  units: readonly string[],
): Promise<string[]> {
  const lists = await trx
    .selectFrom('listFile')
    .select('id')
    .where('campaignId', '=', campaignId)
    .where('state', '=', 'imported')
    .where((of) =>
      scope === null
        ? of.or([of('unitCode', 'is', null), of('unitCode', 'in', [...units, ''])])
        : of('unitCode', '=', scope),
    )
    .execute();
  return lists.map(({ id }) => id);
}

/** Takes these lists, and a unit's part of the province's, out of force; `newer` comes in their place. */
export async function replaceLists(
  trx: Db,
  { campaignId, scope, fileId }: { campaignId: string; scope: Scope; fileId: string },
  lists: readonly string[],
): Promise<number> {
  const ids = lists.length > 0 ? lists : [null as never];
  await trx.updateTable('listFile').set({ state: 'replaced' }).where('id', 'in', ids).execute();
  if (scope !== null) await dropPart(trx, campaignId, scope, fileId);
  const gone = await trx
    .deleteFrom('dossier')
    .where('campaignId', '=', campaignId)
    .where('fileId', '<>', fileId)
    .where((of) =>
      of.or([of('fileId', 'in', ids), ...(scope === null ? [] : [of('unitCode', '=', scope)])]),
    )
    .executeTakeFirst();
  if (scope !== null) await recountProvinceList(trx, campaignId);
  await removePersonsWithoutDossier(trx, campaignId);
  return Number(gone.numDeletedRows);
}

/** The province's file counts what it still speaks for, so that the files' counts add up to the rows. */
async function recountProvinceList(trx: Db, campaignId: string): Promise<void> {
  await sql`
    update list_file set row_count = counted.rows, accepted_count = counted.accepted,
      merged_count = counted.merged, excluded_count = counted.excluded,
      error_count = counted.in_error
    from (
      select list_file.id, count(outcome) as rows,
        count(*) filter (where outcome = 'accepted') as accepted,
        count(*) filter (where outcome = 'merged') as merged,
        count(*) filter (where outcome = 'excluded') as excluded,
        count(*) filter (where outcome = 'in_error') as in_error
      from list_file left join dossier on dossier.file_id = list_file.id
      where list_file.campaign_id = ${campaignId} and list_file.unit_code is null and state = 'imported'
      group by list_file.id
    ) as counted
    where counted.id = list_file.id
  `.execute(trx);
}

async function removePersonsWithoutDossier(trx: Db, campaignId: string): Promise<void> {
  await sql`
    delete from person where campaign_id = ${campaignId}
      and not exists (select from dossier where dossier.person_id = person.id)
  `.execute(trx);
}
