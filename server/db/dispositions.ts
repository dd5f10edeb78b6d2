import { sql } from 'kysely';
import type { Disposition } from '#contract/ledger.ts';
import type { VisitOutcome } from '#contract/visit-rules.ts';
import { unconfirmedReports } from './ineligible.ts';

/** The one disposition of an invitation, by its name in `DISPOSITIONS` of the contract; the first that holds. */
export const dispositionOf = (campaignId: string) => sql<Disposition>`
  case
    when invitation.state = 'received' then 'interview'
    when invitation.state = 'declined' or delivery = 'refused' then 'refusal'
    when (invitation.state = 'wrong_person' or delivery in ('wrong_person', 'died'))
      and invitation.id in (${unconfirmedReports(campaignId)}) then 'non_contact'
    when invitation.state = 'wrong_person' or delivery = 'wrong_person' then 'wrong_person'
    when delivery = 'died' then 'died'
    when is_revoked then 'withdrawn'
    when invitation.state = 'opened' then 'break_off'
    when ${wasFound('language')} then 'language'
    when delivery = 'moved' then 'non_contact'
    when ${wasFound('unreachable')} and not ${wasReachable} then 'unreachable'
    when exists (select from visit_assignment where visit_assignment.invitation_id = invitation.id
      and is_current and is_closed) then 'non_contact'
    when delivery = 'not_found' then 'undelivered'
    else 'no_answer'
  end`;

const wasFound = (outcome: VisitOutcome) => sql`exists (select from contact_attempt
  where contact_attempt.invitation_id = invitation.id and outcome = ${outcome})`;

/** Somebody came as far as the house, or heard a telephone ring. */
const wasReachable = sql`exists (select from contact_attempt
  where contact_attempt.invitation_id = invitation.id and outcome <> 'unreachable')`;
