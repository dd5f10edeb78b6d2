import { sql } from 'kysely';
import type { Db } from './database.ts';
import { unconfirmedReports } from './ineligible.ts';

/** A stratum of the frame with what fieldwork made of it. */
export interface CountedStratum {
  readonly code: string;
  readonly agencyCode: string;
  readonly agencyName: string;
  readonly kind: string;
  readonly fieldCode: string;
  readonly fieldName: string;
  readonly population: number;
  /** n_h: the drawn sample and every reserve that was released. */
  readonly released: number;
  /** People with a receipt, and paper forms, which belong to nobody of their stratum. */
  readonly respondents: number;
  /** Died before they could be asked, or nobody of that name did the procedure; not by the agency's word alone. */
  readonly ineligible: number;
}

/** Every stratum of the frame, also where nobody answered: the count and the figures weigh by the same numbers. */
export async function countedStrata(db: Db, campaignId: string): Promise<CountedStratum[]> {
  const { rows } = await sql<CountedStratum>`
    select stratum.code, stratum.agency_code, agency.name as agency_name, agency.kind,
      stratum.field_code, field.name as field_name, stratum.population,
      coalesce(released, 0) as released, coalesce(respondents, 0) + coalesce(forms, 0) as respondents,
      coalesce(ineligible, 0) as ineligible
    from stratum
      join agency on agency.code = stratum.agency_code
      join field on field.campaign_id = stratum.campaign_id and field.code = stratum.field_code
      left join (
        select stratum, count(*) as released from sample_unit
        where campaign_id = ${campaignId} and (role = 'sample' or exists (
          select from reserve_release
          where reserve_release.campaign_id = sample_unit.campaign_id
            and reserve_release.unit_id = sample_unit.unit_id))
        group by stratum) drawn on drawn.stratum = stratum.code
      left join (
        select stratum, count(*) filter (where state = 'received' and door <> 'paper') as respondents,
          count(*) filter (where state <> 'received'
            and (state = 'wrong_person' or delivery in ('wrong_person', 'died'))
            and id not in (${unconfirmedReports(campaignId)})) as ineligible
        from invitation where campaign_id = ${campaignId}
        group by stratum) asked on asked.stratum = stratum.code
      left join (
        select stratum, count(*) as forms from paper_form
        where campaign_id = ${campaignId} and state = 'entered'
        group by stratum) paper on paper.stratum = stratum.code
    where stratum.campaign_id = ${campaignId}
    order by stratum.code`.execute(db);
  return rows;
}
