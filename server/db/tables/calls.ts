import type { Generated } from 'kysely';
import type { CallOutcome } from '#contract/calls.ts';
import type { DayPart } from '#contract/day-parts.ts';
import type { VisitOutcome } from '#contract/visit-rules.ts';

/** The telephone queue, and attempts to reach people. */
export interface CallsTables {
  phoneCase: {
    invitationId: string;
    campaignId: string;
    heldBy: string | null;
    /** A case that a caller left without an outcome is free again the next day. */
    heldOn: string | null;
    isClosed: Generated<boolean>;
    appointmentDay: string | null;
    appointmentPart: DayPart | null;
  };
  contactAttempt: {
    id: string;
    campaignId: string;
    invitationId: string;
    staffId: string;
    way: 'phone' | 'visit';
    day: string;
    dayPart: DayPart;
    outcome: CallOutcome | VisitOutcome;
  };
}
