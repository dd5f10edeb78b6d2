import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import {
  changesByColumn,
  comparedDossiers,
  differs,
  hasTwin,
  IN_BOTH,
  inForce,
} from './compared-dossiers.ts';

export interface Comparison {
  readonly campaignId: string;
  readonly agencyCode: string;
  /** The newer list, stored but not yet in force. */
  readonly fileId: string;
}

/**
 * Compares an agency's part of a newer list with the one in force, before they change places. What it finds
 * belongs to the newer list and is seen by nobody until that is in force. A dossier that vanished once
 * stays so until a list has it again; the reason given for it stays too.
 */
export async function compareAgency(db: Db, comparison: Comparison): Promise<void> {
  const { fileId, agencyCode } = comparison;
  for (const table of ['listChange', 'vanishedDossier'] as const)
    await db
      .deleteFrom(table)
      .where('fileId', '=', fileId)
      .where('agencyCode', '=', agencyCode)
      .execute();
  await noteVanished(db, comparison);
  if (await hasEarlier(db, comparison)) await countChanges(db, comparison);
  else await countAllAsAdded(db, comparison);
}

async function hasEarlier(
  db: Db,
  { campaignId, agencyCode, fileId }: Comparison,
): Promise<boolean> {
  const { rows } = await sql`
    select from dossier
    where campaign_id = ${campaignId} and agency_code = ${agencyCode}
      and file_id in ${inForce(campaignId, fileId)}
    limit 1
  `.execute(db);
  return rows.length > 0;
}

/** A first list: of the rows of one code all but one are repeated, so rows are dossiers. */
async function countAllAsAdded(
  db: Db,
  { campaignId, agencyCode, fileId }: Comparison,
): Promise<void> {
  await sql`
    insert into list_change (file_id, agency_code, added, vanished, changed, earlier_fields)
    select ${fileId}, ${agencyCode}, count(*), 0, 0, '{}' from dossier
    where campaign_id = ${campaignId} and agency_code = ${agencyCode} and file_id = ${fileId}
      and code is not null and coalesce(reason, '') <> 'repeated_dossier'
  `.execute(db);
}

async function noteVanished(db: Db, { campaignId, agencyCode, fileId }: Comparison): Promise<void> {
  await sql`
    insert into vanished_dossier (file_id, agency_code, code, field_code, received_on, returned_on, is_late,
      is_refused, has_twin, reason, note, explained_at, explained_by)
    select ${fileId}, ${agencyCode}, missing.*
    from (
      select code, field_code, received_on, returned_on, is_late, is_refused,
        ${hasTwin({ campaignId, agencyCode, fileId })}, null::text, null::text, null::timestamptz, null::uuid
      from (${comparedDossiers(campaignId, agencyCode, inForce(campaignId, fileId))}) as earlier
      union all
      select code, field_code, received_on, returned_on, is_late, is_refused, has_twin, reason, note,
        explained_at, explained_by
      from vanished_dossier
      where agency_code = ${agencyCode} and file_id in ${inForce(campaignId, fileId)}
    ) as missing
    where missing.code not in (
      select code from dossier
      where campaign_id = ${campaignId} and agency_code = ${agencyCode} and file_id = ${fileId}
        and code is not null)
      -- A scalar subquery: the few that are missing are looked up one by one by the index on codes.
      and (select 1 from dossier as elsewhere
        where elsewhere.campaign_id = ${campaignId} and elsewhere.code = missing.code
          and elsewhere.file_id = ${fileId} limit 1) is null
    on conflict do nothing
  `.execute(db);
}

async function countChanges(db: Db, { campaignId, agencyCode, fileId }: Comparison): Promise<void> {
  const [earlier, newer] = [inForce(campaignId, fileId), sql`(${fileId}::uuid)`].map((files) =>
    comparedDossiers(campaignId, agencyCode, files),
  );
  const before = (column: string) => sql`coalesce((select sum(${sql.ref(column)}) from list_change
    where agency_code = ${agencyCode} and file_id in ${inForce(campaignId, fileId)}), 0)`;
  await sql`
    with earlier as materialized (${earlier}), newer as materialized (${newer})
    insert into list_change (file_id, agency_code, added, vanished, changed, compared, changed_columns,
      renamed, rephoned, earlier_fields)
    select ${fileId}, ${agencyCode}, count(*) filter (where earlier.code is null),
      count(*) filter (where newer.code is null and earlier.code in (
        select code from vanished_dossier
        where file_id = ${fileId} and agency_code = ${agencyCode})),
      count(*) filter (where ${differs()}), count(*) filter (where ${IN_BOTH}), ${changesByColumn()},
      ${before('renamed')} + count(*) filter (where ${differs('name')}),
      ${before('rephoned')} + count(*) filter (where ${differs('phone')}),
      coalesce((
        select jsonb_object_agg(field_code, dossiers)
        from (select field_code, count(*) as dossiers from earlier
          where field_code is not null group by field_code) as by_field), '{}')
    from earlier full join newer on newer.code = earlier.code
  `.execute(db);
}

/** Every agency that a newer list or one that it replaces speaks for: each is compared. */
export async function agenciesToCompare(
  db: Db,
  fileId: string,
  replaced: readonly string[],
): Promise<string[]> {
  const agencies = await db
    .selectFrom('completenessTally')
    .select('agencyCode')
    .distinct()
    .where('fileId', 'in', [fileId, ...replaced])
    .where('agencyCode', 'is not', null)
    .orderBy('agencyCode')
    .execute();
  return agencies.flatMap(({ agencyCode }) => agencyCode ?? []);
}
