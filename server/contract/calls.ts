import * as z from 'zod/mini';
import { DAY_PARTS } from './day-parts.ts';
import { endpoint } from './endpoint.ts';
import { Questionnaire } from './questionnaire.ts';
import { Receipt } from './responses.ts';
import { CampaignParams, Count, Day, Id, PlannedDay } from './scalars.ts';
import { BoxKey, SealedInterview } from './sealed-interview.ts';

export const CALL_OUTCOMES = [
  'no_answer',
  'busy',
  'appointment',
  'refused',
  'never_again',
  'wrong_number',
  'wrong_person',
  'moved',
  'died',
  'language',
] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];

/** Whom to ask for and about what; nothing of an answer, and no case but the caller's own. */
const CalledCase = z.object({
  caseId: Id,
  fullName: z.string(),
  agencyName: z.string(),
  /** Null where its name is sensitive. */
  procedureName: z.nullable(z.string()),
  returnedMonth: z.nullable(z.string()),
  attempts: Count,
  appointment: z.nullable(z.object({ day: Day, part: z.enum(DAY_PARTS) })),
});
export type CalledCase = z.output<typeof CalledCase>;

export const readCalls = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/calls',
  access: ['interviewer'],
  summary:
    'The case that the caller has on the line, without its number; the questions, and the public key that seals answers',
  params: CampaignParams,
  reply: z.object({
    held: z.nullable(CalledCase),
    questionnaire: Questionnaire,
    officeName: z.string(),
    provinceName: z.string(),
    hotline: z.string(),
    boxKey: BoxKey,
  }),
});

export const takeCall = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/calls',
  access: ['interviewer'],
  summary:
    'The next case to call, with its number, which is told this once and recorded: appointments first, then parts of the day not yet tried',
  params: CampaignParams,
  reply: z.object({ call: z.nullable(z.extend(CalledCase, { phone: z.string() })) }),
});

const CaseParams = z.extend(CampaignParams, { caseId: Id });

export const recordCall = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/calls/:caseId/outcome',
  access: ['interviewer'],
  summary: 'What became of the call; the next case is given only after it',
  params: CaseParams,
  body: z.object({
    outcome: z.enum(CALL_OUTCOMES),
    appointment: z._default(
      z.nullable(z.object({ day: PlannedDay, part: z.enum(DAY_PARTS) })),
      null,
    ),
  }),
  reply: z.object({}),
});

export const submitCall = endpoint({
  method: 'PUT',
  path: '/api/campaigns/:campaignId/calls/:caseId/responses/:submissionId',
  access: ['interviewer'],
  summary:
    'Hand in the answers of the case on the line, sealed under the public key; a repeat gets the same receipt',
  params: z.extend(CaseParams, { submissionId: Id }),
  body: SealedInterview,
  reply: Receipt,
});
