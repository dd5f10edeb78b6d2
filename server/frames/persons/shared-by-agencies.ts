import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';

export type KeyColumn = 'phone_key' | 'id_key';

/** What the dossiers of one agency say of persons, by column. */
export type AgencyKeys = Readonly<Record<KeyColumn, Float64Array>>;

/**
 * Keys of persons that the dossiers of lists in force say. Read agency by agency, for a range of keys is spread over
 * the table: 105 short statements over a million persons.
 */
export async function keysByAgency(db: Db, campaignId: string): Promise<AgencyKeys[]> {
  const parts: AgencyKeys[] = [];
  for (const agencyCode of await agenciesOf(db, campaignId))
    parts.push(await keysOf(db, campaignId, agencyCode));
  return parts;
}

/** Keys that persons of two agencies or more have. */
export function sharedByAgencies(parts: readonly Float64Array[]): number[] {
  const repeated = repeatedIn(parts);
  const first = new Map<number, number>();
  const shared = new Set<number>();
  for (const [agency, keys] of parts.entries())
    for (const key of keys) {
      if (!repeated.has(key)) continue;
      const before = first.get(key);
      if (before === undefined) first.set(key, agency);
      else if (before !== agency) shared.add(key);
    }
  return [...shared];
}

/** Sorted, a repeated key is next to its equal: eight bytes a key, where a map takes a hundred. */
function repeatedIn(parts: readonly Float64Array[]): Set<number> {
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  all.sort();
  return new Set(all.filter((key, i) => i > 0 && key === all[i - 1]));
}

/** Those of which anybody is known: a trial of one commune asks 1 statement and not 105. */
async function agenciesOf(db: Db, campaignId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('agency')
    .innerJoin('campaign', 'campaign.provinceCode', 'agency.provinceCode')
    .select('agency.code')
    .where('campaign.id', '=', campaignId)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('person')
          .whereRef('person.campaignId', '=', 'campaign.id')
          .whereRef('person.agencyCode', '=', 'agency.code'),
      ),
    )
    .orderBy('agency.code')
    .execute();
  return rows.map(({ code }) => code);
}

/**
 * "offset 0" has PostgreSQL look up what a merged row says dossier by dossier. Of a large agency it read instead what all rows
 * of all lists say, once for each such agency: 60 to 170 ms for one of 1,133 dossiers.
 */
async function keysOf(db: Db, campaignId: string, agencyCode: string): Promise<AgencyKeys> {
  const { rows } = await sql<{ phone: number | null; idNumber: number | null }>`
    select phone_key as phone, id_key as id_number from person
    where campaign_id = ${campaignId} and agency_code = ${agencyCode}
      and file_id in (select id from list_file where campaign_id = ${campaignId} and state = 'imported')
    union all
    select own.phone_key, own.id_key from dossier
    join list_file on list_file.id = dossier.file_id and list_file.state = 'imported'
    cross join lateral (
      select phone_key, id_key from merged_identity
      where file_id = dossier.file_id and row_number = dossier.row_number
      offset 0
    ) as own
    where dossier.campaign_id = ${campaignId} and dossier.agency_code = ${agencyCode}
      and outcome in ('accepted', 'merged')
  `.execute(db);
  return {
    phone_key: Float64Array.from(rows.flatMap(({ phone }) => phone ?? [])),
    id_key: Float64Array.from(rows.flatMap(({ idNumber }) => idNumber ?? [])),
  };
}
