import { sql } from 'kysely';
import type { CountedShare } from '#sampling/quality/unusual-shares.ts';
import type { Db } from '../../db/database.ts';
import { sum } from './field-mix.ts';
import type { FieldTally } from './field-tally.ts';
import { rowsOf } from './rows-of.ts';

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

/** A dossier's own phone comes before that of the person it was merged into. */
export async function countCommonPhone(db: Db, fileId: string, agencyCode: string): Promise<void> {
  await sql`
    insert into common_phone (file_id, agency_code, most, named, unhappy)
    select ${fileId}::uuid, ${agencyCode}::text, dossiers, named, unhappy
    from (
      select count(*) as dossiers, sum(count(*)) over () as named,
        count(*) filter (where is_late or is_refused) as unhappy
      from dossier join person on person.id = dossier.person_id
      left join merged_identity as own
        on own.file_id = dossier.file_id and own.row_number = dossier.row_number
      where ${rowsOf(fileId, agencyCode)} and coalesce(own.phone_key, person.phone_key) is not null
      group by coalesce(own.phone_key, person.phone_key)
    ) as by_phone
    order by dossiers desc, unhappy desc limit 1
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
