import { sql } from 'kysely';
import type { Db } from './database.ts';

/** Paper forms with the names of their agency and their field. */
export const paperForms = (db: Db) =>
  db
    .selectFrom('paperForm')
    .innerJoin('agency', 'agency.code', 'paperForm.agencyCode')
    .innerJoin('stratum', (join) =>
      join
        .onRef('stratum.campaignId', '=', 'paperForm.campaignId')
        .onRef('stratum.code', '=', 'paperForm.stratum'),
    )
    .innerJoin('field', (join) =>
      join
        .onRef('field.campaignId', '=', 'stratum.campaignId')
        .onRef('field.code', '=', 'stratum.fieldCode'),
    );

/** Strips of paper packs with their invitation, its agency and its field. */
export const paperCases = (db: Db) =>
  db
    .selectFrom('paperCase')
    .innerJoin('invitation', 'invitation.id', 'paperCase.invitationId')
    .innerJoin('agency', 'agency.code', 'invitation.agencyCode')
    .innerJoin('stratum', (join) =>
      join
        .onRef('stratum.campaignId', '=', 'invitation.campaignId')
        .onRef('stratum.code', '=', 'invitation.stratum'),
    )
    .innerJoin('field', (join) =>
      join
        .onRef('field.campaignId', '=', 'stratum.campaignId')
        .onRef('field.code', '=', 'stratum.fieldCode'),
    );

/**
 * Strips and forms of each stratum with packs, as a table in a query. Strips are of people who had not answered by
 * another door; forms are in the box, between two clerks, returned empty, or more than strips.
 */
export const stratumPaper = (campaignId: string) => sql`(
  select cases.stratum, packs, strips, answered_before, coalesce(entered, 0) as entered,
    coalesce(in_work, 0) as in_work, coalesce(blank, 0) as blank, coalesce(surplus, 0) as surplus
  from (
    select stratum, count(*) as packs, count(*) filter (where outcome = 'awaits_form') as strips,
      count(*) filter (where outcome in ('answered_before', 'closed_before')) as answered_before
    from paper_case join invitation on invitation.id = paper_case.invitation_id
    where paper_case.campaign_id = ${campaignId} group by stratum
  ) cases left join (
    select stratum, count(*) filter (where state = 'entered') as entered,
      count(*) filter (where state in ('keyed', 'disputed')) as in_work,
      count(*) filter (where state = 'blank') as blank,
      count(*) filter (where state = 'surplus') as surplus
    from paper_form where campaign_id = ${campaignId} group by stratum
  ) forms on forms.stratum = cases.stratum)`;
