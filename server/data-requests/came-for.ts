import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import { openIdentity } from '../db/sealed-identity.ts';

interface Candidate {
  id: string;
  sealed: Buffer;
}

/**
 * Persons who came to the counter for one of these: what is kept of them names the owner, and a frozen record is not
 * rewritten. Found by the owner's number or name, as the dossiers say it.
 */
export async function cameFor(
  trx: Db,
  campaignId: string,
  key: Buffer,
  persons: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<Candidate>`
    with stated as (
      select person.id, name_key, bare_key, id_key, sealed from person
      where campaign_id = ${campaignId} and sealed is not null
      union all
      select person.id, own.name_key, own.bare_key, own.id_key, own.sealed from person
      join dossier on dossier.person_id = person.id
      join merged_identity as own
        on own.file_id = dossier.file_id and own.row_number = dossier.row_number
      where person.campaign_id = ${campaignId} and person.dossiers > 1
    ), owner as (select * from stated where id = any(${[...persons]}::uuid[]))
    select stated.id, stated.sealed from stated
    where not stated.id = any(${[...persons]}::uuid[]) and (
      stated.id_key in (select id_key from owner)
      or stated.bare_key in (select bare_key from owner))
  `.execute(trx);
  return rows
    .filter(({ sealed }) => openIdentity(key, sealed).cameName !== null)
    .map(({ id }) => id);
}
