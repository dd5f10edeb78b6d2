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
    .where((where) =>
      scope === null
        ? where.or([where('agencyCode', 'is', null), where('agencyCode', 'in', [...agencies, ''])])
        : where('agencyCode', '=', scope),
    )
    .orderBy('id')
    .execute();
  return lists.map(({ id }) => id);
}

/** Those of the lists that have rows of one of these agencies. */
export async function listsWithPartsOf(
  db: Db,
  lists: readonly string[],
  agencies: readonly string[],
): Promise<string[]> {
  if (lists.length === 0 || agencies.length === 0) return [];
  const found = await db
    .selectFrom('completenessTally')
    .innerJoin('listFile', 'listFile.id', 'completenessTally.fileId')
    .select('fileId')
    .distinct()
    .where('fileId', 'in', lists)
    .where('listFile.agencyCode', 'is', null)
    .where('completenessTally.agencyCode', 'in', agencies)
    .execute();
  return found.map(({ fileId }) => fileId);
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
  const provinces = await trx
    .selectFrom('listFile')
    .select('id')
    .where('campaignId', '=', campaignId)
    .where('agencyCode', 'is', null)
    .where('state', '=', 'imported')
    .execute();
  if (provinces.length === 0) return 0;
  await dropPart(trx, campaignId, agencyCode, newer);
  let rows = 0;
  for (const { id } of provinces) {
    rows += await removePartOf(trx, { campaignId, agencyCode, fileId: id });
    await recountList(trx, id);
  }
  return rows;
}

/** The rows of an agency's part of a list; gives how many. */
export async function removePartOf(
  trx: Db,
  part: { campaignId: string; agencyCode: string; fileId: string },
): Promise<number> {
  const { campaignId, agencyCode, fileId } = part;
  const isPart = sql`campaign_id = ${campaignId} and agency_code = ${agencyCode}
    and file_id = ${fileId}`;
  const gone = await sql`delete from dossier where ${isPart}`.execute(trx);
  await sql`delete from person where ${isPart}`.execute(trx);
  return Number(gone.numAffectedRows ?? 0n);
}

/** Of the province's earlier lists only the parts of these agencies stay in force. Gives how many rows do not. */
export async function keepParts(
  trx: Db,
  campaignId: string,
  lists: readonly string[],
  kept: ReadonlySet<string>,
): Promise<number> {
  let rows = 0;
  for (const fileId of lists) {
    const isOther = sql`file_id = ${fileId}
      and (agency_code is null or agency_code <> all(${[...kept]}::text[]))`;
    for (const table of ['completeness_tally', 'number_run', 'vanished_dossier', 'list_change'])
      await sql`delete from ${sql.table(table)} where ${isOther}`.execute(trx);
    const gone = await sql`
      delete from dossier where campaign_id = ${campaignId} and ${isOther}`.execute(trx);
    await sql`delete from person where campaign_id = ${campaignId} and ${isOther}`.execute(trx);
    await recountList(trx, fileId);
    rows += Number(gone.numAffectedRows ?? 0n);
  }
  return rows;
}
