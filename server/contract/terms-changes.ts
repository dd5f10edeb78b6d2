import * as z from 'zod/mini';
import { endpoint, OFFICE } from './endpoint.ts';
import { AgencyCode, CampaignParams, Moment, PlannedDay } from './scalars.ts';
import { HotlineHours, Line, OptionalLine, text } from './written-text.ts';

export const SINGLE_TERMS = [
  'collect_to',
  'hotline',
  'hotline_hours',
  'office_name',
  'lists_due_on',
] as const;
/** A wave of the contact plan is added or taken back on the plan's own screen. */
const CHANGED_TERMS = [...SINGLE_TERMS, 'contact_plan'] as const;
export const ChangeReason = text(500, 10);

/** What may change of a running round; what the draw depends on may not. */
export const NewTerm = z.discriminatedUnion('term', [
  /** Later than before, never earlier. */
  z.object({ term: z.literal('collect_to'), day: PlannedDay }),
  z.object({ term: z.literal('hotline'), hotline: OptionalLine }),
  z.object({ term: z.literal('hotline_hours'), hotlineHours: HotlineHours }),
  /** Of one agency's counter, or of all that have no name of their own. */
  z.object({
    term: z.literal('office_name'),
    agencyCode: z.nullable(AgencyCode),
    officeName: Line,
  }),
  z.object({ term: z.literal('lists_due_on'), agencyCode: AgencyCode, day: PlannedDay }),
]);
export type NewTerm = z.output<typeof NewTerm>;

export const TermsChange = z.object({
  term: z.enum(CHANGED_TERMS),
  agencyName: z.nullable(z.string()),
  earlier: z.string(),
  later: z.string(),
  reason: z.string(),
  changedAt: Moment,
});
export type TermsChange = z.output<typeof TermsChange>;

export const changeTerms = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/terms-changes',
  access: ['home_affairs'],
  summary: 'Change a term of a running round; the reason is printed with the results',
  params: CampaignParams,
  body: z.object({ change: NewTerm, reason: ChangeReason }),
  reply: z.object({}),
});

export const listTermsChanges = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/terms-changes',
  access: OFFICE,
  summary: 'What was changed of the round, newest first, each with its reason',
  params: CampaignParams,
  reply: z.object({ changes: z.array(TermsChange) }),
});

export const deleteCampaign = endpoint({
  method: 'DELETE',
  path: '/api/campaigns/:campaignId',
  access: ['home_affairs'],
  summary: 'Delete a draft campaign; one that has begun stays',
  params: CampaignParams,
  reply: z.object({}),
});
