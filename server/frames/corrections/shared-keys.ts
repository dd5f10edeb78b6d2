import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { NewPerson } from '../../db/tables/persons.ts';

type Keys = Pick<
  NewPerson,
  'id' | 'campaignId' | 'agencyCode' | 'kind' | 'phoneKey' | 'idKey' | 'birthKey'
>;

/**
 * Whether a dossier of the agency could be linked to this person's only one, or to another because of it: linkPersons
 * compares only dossiers with an equal phone, number or day of birth, organisations by their name in any form, and the
 * agency's own staff are recognised by their phone. Most persons are alone, and to link an agency of ten thousand dossiers anew
 * takes half a second.
 */
async function sharesKeys(trx: Db, person: Keys): Promise<boolean> {
  const { id, campaignId, agencyCode } = person;
  if (person.kind === 'organization') return true;
  const equal = (table: string) => sql`(
    ${sql.ref(`${table}.phone_key`)} = ${person.phoneKey}::bigint
    or ${sql.ref(`${table}.id_key`)} = ${person.idKey}::bigint
    or ${sql.ref(`${table}.birth_key`)} = ${person.birthKey}::bigint)`;
  const { rows } = await sql<{ shares: boolean }>`
    select exists (
      select from person where campaign_id = ${campaignId} and agency_code = ${agencyCode}
        and id <> ${id} and ${equal('person')}
    ) or exists (
      select from person
      join dossier on dossier.person_id = person.id
      join merged_identity as own
        on own.file_id = dossier.file_id and own.row_number = dossier.row_number
      where person.campaign_id = ${campaignId} and person.agency_code = ${agencyCode}
        and person.dossiers > 1 and (person.id = ${id} or ${equal('own')})
    ) or exists (
      select from staff_phone where campaign_id = ${campaignId} and agency_code = ${agencyCode}
        and approved_at is not null and phone_key = ${person.phoneKey}::bigint
    ) as shares
  `.execute(trx);
  return rows[0]!.shares;
}

/** The agencies that have to be linked anew after these persons, each of one dossier, have come or gone. */
export async function agenciesToLink(
  trx: Db,
  persons: readonly Keys[],
): Promise<Set<string | null>> {
  const agencies = new Set<string | null>();
  for (const [agencyCode, some] of Map.groupBy(persons, (person) => person.agencyCode))
    if (some.length > 1 || (await sharesKeys(trx, some[0]!))) agencies.add(agencyCode);
  return agencies;
}
