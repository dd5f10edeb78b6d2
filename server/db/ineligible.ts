import { sql } from 'kysely';

/** Share of an agency's reports that is confirmed by others, and how many at least. */
const CHECKED_SHARE = 0.2;
const LEAST_CHECKED = 3;

/** The agency's reports of a campaign, each with whether it is among those that others confirm. */
export const chosenReports = (campaignId: string) => sql`
  select report.*, (ticket < ${CHECKED_SHARE}
      or row_number() over (partition by agency_code order by ticket) <= ${LEAST_CHECKED}
      or bool_or(check_outcome = 'contradicted') over (partition by agency_code)) as is_chosen
  from ineligibility_report report where campaign_id = ${campaignId}`;

/**
 * Invitations that an agency alone calls ineligible: they stay in the denominator until each report chosen
 * at random is confirmed, or the case itself is.
 */
export const unconfirmedReports = (campaignId: string) => sql`
  select invitation_id from (
    select invitation_id, check_outcome,
      bool_and(check_outcome is not distinct from 'confirmed') filter (where is_chosen)
        over (partition by agency_code) as is_settled
    from (${chosenReports(campaignId)}) chosen) report
  where check_outcome is distinct from 'confirmed' and not is_settled`;
