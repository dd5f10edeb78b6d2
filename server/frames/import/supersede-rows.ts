import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { tallyAgency } from '../completeness/tally-agency.ts';
import { relinkAgency } from '../persons/relink-agency.ts';
import type { Scope } from '../scope.ts';

export interface SupersededRow {
  readonly rowNumber: number;
  readonly agencyCode: string | null;
}

/** Lists that stay in force; of the trimmed ones only the parts of the agencies whose list is kept. */
export interface StayingLists {
  readonly stay: readonly string[];
  readonly trimmed: readonly string[];
  readonly kept: readonly string[];
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

/** Rows of an agency's part of the newer list whose dossier a list that stays has brought into the frame. */
export async function supersededRows(
  db: Db,
  { campaignId, scope, fileId }: Newer,
  agencyCode: string | null,
  { stay, trimmed, kept }: StayingLists,
): Promise<SupersededRow[]> {
  if (stay.length === 0) return [];
  const { rows } = await sql<SupersededRow>`
    select mine.row_number, mine.agency_code from dossier as mine
    where mine.file_id = ${fileId} and mine.campaign_id = ${campaignId}
      and mine.agency_code is not distinct from ${agencyCode}
      and coalesce(mine.reason, '') <> 'repeated_dossier'
      and (select 1 from dossier as other
        where other.campaign_id = ${campaignId} and other.code = mine.code
          and other.file_id = any(${stay}::uuid[])
          and (other.file_id <> all(${trimmed}::uuid[]) or other.agency_code = any(${kept}::text[]))
          and other.outcome in ('accepted', 'merged')
          and (${scope}::text is null or other.agency_code is distinct from ${scope}) limit 1) is not null
  `.execute(db);
  return rows;
}

/** Excludes these rows as repeated, removes what they say of their persons, and links their agencies anew. */
export async function supersedeRows(
  trx: Db,
  deps: Pick<Deps, 'secrets'>,
  { campaignId, fileId }: Newer,
  superseded: readonly SupersededRow[],
): Promise<void> {
  if (superseded.length === 0) return;
  const numbers = superseded.map(({ rowNumber }) => rowNumber);
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
  for (const table of ['mergedIdentity', 'correctableRow'] as const)
    await trx
      .deleteFrom(table)
      .where('fileId', '=', fileId)
      .where('rowNumber', 'in', numbers)
      .execute();
  await sql`
    delete from person where id = any(${left.map(({ personId }) => personId)}::uuid[])
      and not exists (select from dossier where dossier.person_id = person.id)
  `.execute(trx);
  for (const agencyCode of new Set(superseded.map((row) => row.agencyCode))) {
    if (agencyCode !== null) await relinkAgency(trx, deps, campaignId, agencyCode);
    await tallyAgency(trx, fileId, agencyCode);
  }
}
