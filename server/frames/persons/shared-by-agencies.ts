import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';

export type KeyColumn = 'phone_key' | 'id_key';

/**
 * Keys that persons of two agencies or more have, among all that the dossiers of lists in force say. Read agency
 * by agency, for a range of keys is spread over the table: 105 short statements over a million persons.
 */
export async function sharedByAgencies(
  db: Db,
  campaignId: string,
  column: KeyColumn,
): Promise<number[]> {
  const parts: Float64Array[] = [];
  for (const agencyCode of await agenciesOf(db, campaignId))
    parts.push(await keysOf(db, campaignId, agencyCode, column));
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

/** Those of which anybody is known: a trial of one commune asks 2 statements and not 210. */
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

async function keysOf(
  db: Db,
  campaignId: string,
  agencyCode: string,
  column: KeyColumn,
): Promise<Float64Array> {
  const columnOf = (table: string) => sql.ref(`${table}.${column}`);
  const { rows } = await sql<{ key: number }>`
    select ${columnOf('person')} as key from person
    where campaign_id = ${campaignId} and agency_code = ${agencyCode} and ${columnOf('person')} is not null
      and file_id in (select id from list_file where campaign_id = ${campaignId} and state = 'imported')
    union all
    select ${columnOf('own')} from dossier
    join list_file on list_file.id = dossier.file_id and list_file.state = 'imported'
    join merged_identity as own
      on own.file_id = dossier.file_id and own.row_number = dossier.row_number
    where dossier.campaign_id = ${campaignId} and dossier.agency_code = ${agencyCode}
      and outcome in ('accepted', 'merged') and ${columnOf('own')} is not null
  `.execute(db);
  return Float64Array.from(rows, ({ key }) => key);
}
