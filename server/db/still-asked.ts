import { sql } from 'kysely';

/**
 * Of an open case: nothing was found that ends asking. That somebody refused, moved or was not found ends it where others
 * than the measured agency say so: the agency's clerk could otherwise keep the telephone, the interviewers and the
 * reminders from those who have cause to complain. A death or a wrong person ends it until others contradict.
 */
export const STILL_ASKED = sql<boolean>`(invitation.delivery is null
  or invitation.is_agency_word and invitation.delivery in ('moved', 'not_found', 'refused')
  or exists (select from ineligibility_report where ineligibility_report.invitation_id = invitation.id
    and check_outcome = 'contradicted'))`;
