import { sql } from 'kysely';
import type { AgencyProgress } from '#contract/fieldwork.ts';
import type { Db } from '../db/database.ts';

/**
 * Final dispositions by agency, each invitation in one of them: received, else what the person said,
 * else opened, else what the carrier found, else unopened. A slip that was replaced counts with its
 * successor. Counts only: which person answered is never read here.
 */
export async function progressByAgency(db: Db, campaignId: string): Promise<AgencyProgress[]> {
  const { rows } = await sql<AgencyProgress>`
    with planned as (
      select distinct agency_code from stratum
      where campaign_id = ${campaignId}
    ), disposition as (
      select agency_code, case
          when state = 'received' then 'received'
          when state = 'declined' then 'declined'
          when state = 'wrong_person' then 'undelivered'
          when state = 'opened' then 'opened'
          when delivery = 'refused' then 'declined'
          when delivery is not null then 'undelivered'
          else 'unopened'
        end as outcome
      from invitation where campaign_id = ${campaignId} and state <> 'replaced'
    ), outcomes as (
      select agency_code, count(*) as invited,
        count(*) filter (where outcome = 'unopened') as unopened,
        count(*) filter (where outcome = 'opened') as opened,
        count(*) filter (where outcome = 'received') as received,
        count(*) filter (where outcome = 'declined') as declined,
        count(*) filter (where outcome = 'undelivered') as undelivered
      from disposition group by agency_code
    ), reserves as (
      select stratum.agency_code, count(*) as reserves_left
      from sample_unit
      join stratum on stratum.campaign_id = sample_unit.campaign_id and stratum.code = sample_unit.stratum
      left join reserve_release on reserve_release.campaign_id = sample_unit.campaign_id
        and reserve_release.unit_id = sample_unit.unit_id
      where sample_unit.campaign_id = ${campaignId} and role = 'reserve' and reserve_release.unit_id is null
      group by stratum.agency_code
    )
    select agency.code as agency_code, agency.name as agency_name, agency.kind,
      coalesce(invited, 0) as invited, coalesce(unopened, 0) as unopened, coalesce(opened, 0) as opened,
      coalesce(received, 0) as received, coalesce(declined, 0) as declined,
      coalesce(undelivered, 0) as undelivered, coalesce(reserves_left, 0) as reserves_left
    from planned
    join agency on agency.code = planned.agency_code
    left join outcomes on outcomes.agency_code = planned.agency_code
    left join reserves on reserves.agency_code = planned.agency_code
    order by agency.code
  `.execute(db);
  return rows;
}
