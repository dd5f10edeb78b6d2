import { sql } from 'kysely';
import type { AgencyConcerned } from '#contract/replacements.ts';
import type { Db } from '../../db/database.ts';
import { agencyStandings } from '../acceptance/agency-states.ts';
import type { FileRow } from '../store/list-files.ts';

type StoredList = Pick<FileRow, 'id' | 'campaignId' | 'agencyCode'>;

/**
 * Agencies whose list would not be replaced in silence: signed or accepted, or handed in by the agency itself
 * where the newer list is the province's.
 */
export async function agenciesConcerned(
  db: Db,
  { id: fileId, campaignId, agencyCode: scope }: StoredList,
): Promise<AgencyConcerned[]> {
  const parts = await partsOf(db, campaignId, fileId, scope);
  const standings = await agencyStandings(db, campaignId, scope);
  return standings.flatMap((agency) => {
    const { agencyCode, agencyName, hasOwnList, isSigned } = agency;
    const part = parts.get(agencyCode);
    const isAccepted = agency.decision === 'accepted';
    const isOverOwn = scope === null && hasOwnList;
    if (!part || agency.rows === 0 || !(isSigned || isAccepted || isOverOwn)) return [];
    const { vanished, ...after } = part;
    const before = { rows: agency.rows, people: agency.accepted };
    return [{ agencyCode, agencyName, before, after, vanished, hasOwnList, isSigned, isAccepted }];
  });
}

/** Of each agency that the newer list speaks for, or of which the province's earlier list does: what would be in force. */
async function partsOf(db: Db, campaignId: string, fileId: string, scope: string | null) {
  const { rows } = await sql<{
    agencyCode: string;
    rows: number;
    people: number;
    vanished: number;
  }>`
    select agency_code, coalesce(sum(rows) filter (where file_id = ${fileId}), 0)::integer as rows,
      coalesce(sum(rows) filter (where file_id = ${fileId} and outcome = 'accepted'), 0)::integer as people,
      (select count(*) from vanished_dossier where vanished_dossier.file_id = ${fileId}
        and vanished_dossier.agency_code = tally.agency_code)::integer as vanished
    from completeness_tally as tally
    where agency_code is not null and (file_id = ${fileId} or ${scope}::text is null and file_id in (
      select id from list_file
      where campaign_id = ${campaignId} and state = 'imported' and agency_code is null))
    group by agency_code
  `.execute(db);
  return new Map(rows.map(({ agencyCode, ...part }) => [agencyCode, part]));
}
