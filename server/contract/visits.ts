import * as z from 'zod/mini';
import { DAY_PARTS } from './day-parts.ts';
import { DeviceContact, FieldTerms, RoundTerms, SealedParcel } from './devices.ts';
import { endpoint } from './endpoint.ts';
import { HamletPlace, Place } from './hamlet-places.ts';
import { Receipt } from './responses.ts';
import { AgencyCode, CampaignParams, Count, Day, Id, PlannedDay, Sha256 } from './scalars.ts';
import { MOST_NOTES, VISIT_OUTCOMES } from './visit-rules.ts';
import { verbatim } from './written-text.ts';

const SlotShape = z.object({ day: Day, part: z.enum(DAY_PARTS) });

/** Whom to find, where, and about what they are asked; nothing of an answer. */
const VisitCase = z.object({
  caseId: Id,
  fullName: z.string(),
  address: z.nullable(z.string()),
  hamlet: z.nullable(z.string()),
  agencyCode: AgencyCode,
  agencyName: z.string(),
  officeName: z.string(),
  /** Null where its name is sensitive. */
  procedureName: z.nullable(z.string()),
  returnedMonth: z.nullable(z.string()),
  /** Of the slip's link: another person's slip is noticed without network. */
  slipHash: Sha256,
  attempts: z.array(SlotShape),
  appointment: z.nullable(SlotShape),
});
export type VisitCase = z.output<typeof VisitCase>;

/** One attempt as it was noted on the device; its id makes a repeat harmless. */
export const VisitAttempt = z.object({
  id: Id,
  caseId: Id,
  day: Day,
  part: z.enum(DAY_PARTS),
  outcome: z.enum(VISIT_OUTCOMES),
  appointment: z.nullable(z.object({ day: PlannedDay, part: z.enum(DAY_PARTS) })),
});
export type VisitAttempt = z.output<typeof VisitAttempt>;

export const syncVisits = endpoint({
  method: 'POST',
  path: '/api/field/visits',
  access: 'public',
  summary: 'An interviewer’s telephone hands in attempts and closings, and gets its assignments',
  bodyLimit: 256 * 1024,
  body: z.extend(DeviceContact, {
    attempts: z.array(VisitAttempt).check(z.maxLength(MOST_NOTES)),
    closings: z.array(Id).check(z.maxLength(MOST_NOTES)),
    /** Of hamlets at which the interviewer pressed that they are there. */
    places: z._default(z.array(HamletPlace).check(z.maxLength(MOST_NOTES)), []),
  }),
  reply: z.extend(RoundTerms, {
    staffName: z.string(),
    terms: z.pick(FieldTerms, { visitAttempts: true, deviceDays: true }),
    cases: z.array(VisitCase),
    /** As far as they are known, of the hamlets of these cases. */
    places: z.array(HamletPlace),
    /** Attempts and closings that were refused, by id: not assigned, or too few attempts. */
    refused: z.array(z.object({ id: Id, code: z.enum(['case_not_assigned', 'attempts_missing']) })),
  }),
});

export const submitVisit = endpoint({
  method: 'PUT',
  path: '/api/field/visits/:caseId/responses/:submissionId',
  access: 'public',
  summary:
    'Hand in an interview of an assigned case, sealed under the public key; a repeat gets the same receipt',
  params: z.object({ caseId: Id, submissionId: Id }),
  bodyLimit: 128 * 1024,
  body: SealedParcel,
  reply: Receipt,
});

export const readAssignments = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/visits',
  access: ['home_affairs'],
  summary: 'Interviewers with their open cases, and open cases by agency and hamlet',
  params: CampaignParams,
  reply: z.object({
    interviewers: z.array(
      z.object({
        staffId: Id,
        name: z.string(),
        agencyCode: z.nullable(AgencyCode),
        agencyName: z.nullable(z.string()),
        open: Count,
      }),
    ),
    hamlets: z.array(
      z.object({
        agencyCode: AgencyCode,
        agencyName: z.string(),
        hamlet: z.nullable(z.string()),
        open: Count,
        assigned: Count,
        place: z.nullable(Place),
      }),
    ),
  }),
});
export type Assignments = z.output<typeof readAssignments.reply>;

export const assignVisits = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/visits',
  access: ['home_affairs'],
  summary:
    'Assign open cases of an agency, a hamlet or a list of numbers to an interviewer, or to nobody',
  params: CampaignParams,
  body: z.object({
    staffId: z.nullable(Id),
    agencyCode: AgencyCode,
    /** Null: of no known hamlet; absent: the whole agency. */
    hamlet: z.optional(z.nullable(verbatim(200))),
    serials: z.optional(z.array(Count).check(z.maxLength(1000))),
  }),
  reply: z.object({ cases: Count }),
});
