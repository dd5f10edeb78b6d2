import { sql } from 'kysely';

/** An agency's rows of a list, or those of no agency; written so that the index is used. */
export const rowsOf = (fileId: string, agencyCode: string | null) => sql`
  dossier.file_id = ${fileId}
    and dossier.campaign_id = (select campaign_id from list_file where id = ${fileId})
    and ${agencyCode === null ? sql`dossier.agency_code is null` : sql`dossier.agency_code = ${agencyCode}`}`;
