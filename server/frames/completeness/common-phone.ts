import { sql } from 'kysely';
import type { CountedShare } from '#sampling/quality/unusual-shares.ts';
import type { Db } from '../../db/database.ts';
import { sum } from './field-mix.ts';
import type { FieldTally } from './field-tally.ts';

/** Dossiers that name a phone, and those that name the agency's most common one. */
export interface CountedPhones {
  readonly most: number;
  readonly named: number;
  /** Of the most common phone, those that are late or refused. */
  readonly unhappy: number;
}

/** The same phone in so few dossiers is a family's. */
const FEWEST = 5;
const NONE: CountedPhones = { most: 0, named: 0, unhappy: 0 };

export const onCommonPhone = ({ most, named }: CountedPhones = NONE): CountedShare => ({
  cases: most,
  total: named,
});

/** Late and refused dossiers among those of the most common phone; expected as among the agency's others. */
export function unhappyOnCommonPhone(
  { most, unhappy }: CountedPhones = NONE,
  fields: readonly FieldTally[],
): CountedShare {
  if (most < FEWEST) return { cases: 0, total: 0 };
  const all = sum(fields, ({ rows, late, refused }) => Math.min(rows, late + refused));
  const others = Math.max(1, sum(fields, ({ rows }) => rows) - most);
  const expected = Math.min(1, Math.max(0, all - unhappy) / others);
  return { cases: unhappy, total: most, expected };
}

/**
 * Counted by person, each with all of their dossiers: joining every dossier of a list to its person took a fifth of the
 * import. Only the dossiers of the most common phone are looked up.
 */
export async function countCommonPhone(db: Db, fileId: string, agencyCode: string): Promise<void> {
  await sql`
    with by_phone as (
      select phone_key, sum(dossiers)::integer as dossiers, sum(sum(dossiers)) over ()::integer as named
      from person
      where campaign_id = (select campaign_id from list_file where id = ${fileId})
        and agency_code = ${agencyCode} and file_id = ${fileId} and phone_key is not null
      group by phone_key order by 2 desc, 1 limit 1
    )
    insert into common_phone (file_id, agency_code, most, named, unhappy)
    select ${fileId}::uuid, ${agencyCode}::text, dossiers, named, (
      select count(*) from person join dossier on dossier.person_id = person.id
      where person.campaign_id = (select campaign_id from list_file where id = ${fileId})
        and person.phone_key = by_phone.phone_key and person.agency_code = ${agencyCode}
        and person.file_id = ${fileId} and dossier.file_id = ${fileId}
        and (is_late or is_refused))
    from by_phone
  `.execute(db);
}

export async function commonPhones(
  db: Db,
  campaignId: string,
): Promise<Map<string, CountedPhones>> {
  const { rows } = await sql<CountedPhones & { agencyCode: string }>`
    select distinct on (common_phone.agency_code) common_phone.agency_code, most, named, unhappy
    from common_phone join list_file on list_file.id = common_phone.file_id
    where list_file.campaign_id = ${campaignId} and list_file.state = 'imported'
    order by common_phone.agency_code, most desc
  `.execute(db);
  return new Map(rows.map((row) => [row.agencyCode, row]));
}
