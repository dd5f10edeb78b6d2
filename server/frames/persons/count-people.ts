import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { Scope } from '../scope.ts';

interface UnitCount {
  unitCode: string;
  unitName: string;
  merged: number;
  sharedPhone: number;
  separated: number;
}

/** Of each unit with anything to look at: people with several dossiers, and those who need another phone. */
export async function countPeople(db: Db, campaignId: string, scope: Scope): Promise<UnitCount[]> {
  const inForce = sql`person.campaign_id = ${campaignId} and file_id in (
    select id from list_file where campaign_id = ${campaignId} and state = 'imported')`;
  const { rows } = await sql<UnitCount>`
    select unit.code as unit_code, unit.name as unit_name, coalesce(merged.people, 0) as merged,
      coalesce(shared.people, 0) as shared_phone, coalesce(parted.dossiers, 0) as separated
    from unit
    left join (
      select unit_code, count(*) as people from person where ${inForce} and dossiers > 1 group by unit_code
    ) as merged on merged.unit_code = unit.code
    left join (
      select unit_code, count(*) as people from person where ${inForce} and has_shared_phone
      group by unit_code
    ) as shared on shared.unit_code = unit.code
    left join (
      select unit_code, count(*) as dossiers from separation
      where campaign_id = ${campaignId} and reach = 'unit' group by unit_code
    ) as parted on parted.unit_code = unit.code
    where (${scope}::text is null or unit.code = ${scope})
      and (merged.people is not null or shared.people is not null or parted.dossiers is not null)
    order by coalesce(shared.people, 0) desc, unit.code
  `.execute(db);
  return rows;
}
