import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { Scope } from '../scope.ts';

interface AgencyCount {
  agencyCode: string;
  agencyName: string;
  merged: number;
  sharedPhone: number;
  separated: number;
  doubtful: number;
  contradictory: number;
}

/** Of each agency with anything to look at: people with several dossiers, those who need another phone, doubtful pairs. */
export async function countPersons(
  db: Db,
  campaignId: string,
  scope: Scope,
): Promise<AgencyCount[]> {
  const inForce = sql`person.campaign_id = ${campaignId} and file_id in (
    select id from list_file where campaign_id = ${campaignId} and state = 'imported')`;
  const { rows } = await sql<AgencyCount>`
    select agency.code as agency_code, agency.name as agency_name, coalesce(merged.people, 0) as merged,
      coalesce(shared.people, 0) as shared_phone, coalesce(parted.dossiers, 0) as separated,
      coalesce(doubt_count.doubtful, 0) as doubtful, coalesce(doubt_count.contradictory, 0) as contradictory
    from agency
    left join (
      select agency_code, count(*) as people from person where ${inForce} and dossiers > 1 group by agency_code
    ) as merged on merged.agency_code = agency.code
    left join (
      select agency_code, count(*) as people from person where ${inForce} and has_shared_phone
      group by agency_code
    ) as shared on shared.agency_code = agency.code
    left join (
      select agency_code, count(*) as dossiers from separation
      where campaign_id = ${campaignId} and reach = 'agency' group by agency_code
    ) as parted on parted.agency_code = agency.code
    left join doubt_count on doubt_count.campaign_id = ${campaignId} and doubt_count.agency_code = agency.code
    where (${scope}::text is null or agency.code = ${scope})
      and (merged.people is not null or shared.people is not null or parted.dossiers is not null
        or doubt_count.doubtful > 0)
    order by coalesce(shared.people, 0) desc, agency.code
  `.execute(db);
  return rows;
}
