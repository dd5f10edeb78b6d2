import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import { recountList } from '../completeness/recount-list.ts';
import { dropPart } from '../completeness/tally-agency.ts';
import type { Scope } from '../scope.ts';

/**
 * An agency has one list in force: the newest that speaks for it. The earlier list of the same scope goes;
 * a province's file also takes the place of the own lists of the agencies in it, and an agency's own list of
 * that agency's part in the province's file.
 */
export async function listsToReplace(
  db: Db,
  campaignId: string,
  scope: Scope,
  agencies: readonly string[],
): Promise<string[]> {
  const lists = await db
    .selectFrom('listFile')
    .select('id')
    .where('campaignId', '=', campaignId)
    .where('state', '=', 'imported')
    .where((of) =>
      scope === null
        ? of.or([of('agencyCode', 'is', null), of('agencyCode', 'in', [...agencies, ''])])
        : of('agencyCode', '=', scope),
    )
    .orderBy('id')
    .execute();
  return lists.map(({ id }) => id);
}

/**
 * Takes these lists, and an agency's part of the province's, out of force. Their rows are swept afterwards;
 * the part, at most some ten thousand rows, goes at once. Gives how many rows are in force no more.
 */
export async function replaceLists(
  trx: Db,
  { campaignId, scope, fileId }: { campaignId: string; scope: Scope; fileId: string },
  lists: readonly string[],
): Promise<number> {
  const replaced = await trx
    .updateTable('listFile')
    .set({ state: 'replaced' })
    .where('id', 'in', lists.length > 0 ? lists : [null as never])
    .returning('rowCount')
    .execute();
  const part = scope === null ? 0 : await removePart(trx, campaignId, scope, fileId);
  return replaced.reduce((sum, { rowCount }) => sum + rowCount, part);
}

async function removePart(
  trx: Db,
  campaignId: string,
  agencyCode: string,
  newer: string,
): Promise<number> {
  const province = await trx
    .selectFrom('listFile')
    .select('id')
    .where('campaignId', '=', campaignId)
    .where('agencyCode', 'is', null)
    .where('state', '=', 'imported')
    .executeTakeFirst();
  if (!province) return 0;
  await dropPart(trx, campaignId, agencyCode, newer);
  const gone = await sql`
    delete from dossier where campaign_id = ${campaignId} and agency_code = ${agencyCode}
      and file_id = ${province.id}
  `.execute(trx);
  await sql`
    delete from person where campaign_id = ${campaignId} and agency_code = ${agencyCode}
      and file_id = ${province.id}
  `.execute(trx);
  await recountList(trx, province.id);
  return Number(gone.numAffectedRows ?? 0n);
}
