import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { NewPerson } from '../../db/schema.ts';

type Keys = Pick<
  NewPerson,
  'id' | 'campaignId' | 'unitCode' | 'kind' | 'phoneKey' | 'idKey' | 'nameKey' | 'birthKey'
>;

/**
 * Whether a dossier of the unit could be linked to this person's only one, or to another because of it: every
 * rule of linkPersons needs an equal key, and the unit's own staff are told by theirs. Most persons are alone, and to link a unit of ten thousand
 * dossiers anew takes half a second.
 */
export async function sharesKeys(trx: Db, person: Keys): Promise<boolean> {
  const { id, campaignId, unitCode } = person;
  const name = person.kind === 'organization' ? person.nameKey : null;
  const equal = (said: string) => sql`(
    ${sql.ref(`${said}.phone_key`)} = ${person.phoneKey}::bigint
    or ${sql.ref(`${said}.id_key`)} = ${person.idKey}::bigint
    or ${sql.ref(`${said}.birth_key`)} = ${person.birthKey}::bigint
    or (${sql.ref(`${said}.kind`)} = 'organization' and ${sql.ref(`${said}.name_key`)} = ${name}::bigint))`;
  const { rows } = await sql<{ shares: boolean }>`
    select exists (
      select from person where campaign_id = ${campaignId} and unit_code = ${unitCode}
        and id <> ${id} and ${equal('person')}
    ) or exists (
      select from person
      join dossier on dossier.person_id = person.id
      join merged_identity as own
        on own.file_id = dossier.file_id and own.row_number = dossier.row_number
      where person.campaign_id = ${campaignId} and person.unit_code = ${unitCode}
        and person.dossiers > 1 and (person.id = ${id} or ${equal('own')})
    ) or exists (
      select from staff_phone where campaign_id = ${campaignId} and unit_code = ${unitCode}
        and phone_key = ${person.phoneKey}::bigint
    ) as shares
  `.execute(trx);
  return rows[0]!.shares;
}

/** The units that have to be linked anew after these persons, each of one dossier, have come or gone. */
export async function unitsToLink(trx: Db, persons: readonly Keys[]): Promise<Set<string | null>> {
  const units = new Set<string | null>();
  for (const [unitCode, some] of Map.groupBy(persons, (person) => person.unitCode))
    if (some.length > 1 || (await sharesKeys(trx, some[0]!))) units.add(unitCode);
  return units;
}
