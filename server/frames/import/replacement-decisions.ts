import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { FileRow } from '../store/list-files.ts';
import { agenciesConcerned } from './agencies-concerned.ts';
import { removePartOf } from './replace-lists.ts';

/** Agencies whose earlier list is kept, by the newest decision on this file. */
export async function keptAgencies(db: Db, fileId: string): Promise<Set<string>> {
  const { rows } = await sql<{ agencyCode: string }>`
    select agency_code from (
      select distinct on (agency_code) agency_code, kind from list_replacement
      where file_id = ${fileId} order by agency_code, decided_at desc) as newest
    where kind = 'kept'
  `.execute(db);
  return new Set(rows.map(({ agencyCode }) => agencyCode));
}

/** Whether a list waits for a decision; one decided before the agency signed, or handed in anew, does not count. */
export async function hasUndecided(db: Db, file: FileRow): Promise<boolean> {
  const concerned = await agenciesConcerned(db, file);
  if (concerned.length === 0) return false;
  const { rows } = await sql<{ agencyCode: string }>`
    select distinct decided.agency_code from list_replacement as decided
    where file_id = ${file.id} and decided_at >= all(
      select signed_at from acceptance_signature as signed where in_force
        and signed.campaign_id = ${file.campaignId} and signed.agency_code = decided.agency_code
      union all
      select accepted.decided_at from acceptance_decision as accepted where in_force
        and accepted.campaign_id = ${file.campaignId} and accepted.agency_code = decided.agency_code
      union all
      select imported_at from list_file where state = 'imported' and id <> ${file.id}
        and list_file.campaign_id = ${file.campaignId}
        and list_file.agency_code = decided.agency_code)
  `.execute(db);
  const decided = new Set(rows.map(({ agencyCode }) => agencyCode));
  return concerned.some(({ agencyCode }) => !decided.has(agencyCode));
}

/** Takes the parts of agencies whose earlier list is kept out of the newer one, before anybody sees it. */
export async function leaveOutKept(db: Db, { id: fileId, campaignId }: FileRow): Promise<void> {
  for (const agencyCode of await keptAgencies(db, fileId)) {
    await removePartOf(db, { campaignId, agencyCode, fileId });
    for (const table of ['vanishedDossier', 'listChange'] as const)
      await db
        .deleteFrom(table)
        .where('fileId', '=', fileId)
        .where('agencyCode', '=', agencyCode)
        .execute();
  }
}

/** What Home Affairs replaced is not for the agency to explain: the reason of the decision is that of each dossier. */
export async function explainReplaced(trx: Db, fileId: string): Promise<void> {
  await sql`
    update vanished_dossier as gone set reason = 'replaced', note = decided.reason,
      explained_at = decided.decided_at, explained_by = decided.decided_by
    from (
      select distinct on (agency_code) * from list_replacement
      where file_id = ${fileId} order by agency_code, decided_at desc
    ) as decided
    where gone.file_id = ${fileId} and gone.agency_code = decided.agency_code
      and decided.kind = 'replaced' and gone.reason is null
      and (select agency_code is null from list_file where id = ${fileId})
  `.execute(trx);
}
