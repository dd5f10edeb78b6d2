import * as z from 'zod/mini';
import { endpoint, WITNESSES } from './endpoint.ts';
import { MODES } from './responses.ts';
import { CampaignParams, Count } from './scalars.ts';

/**
 * AAPOR final disposition codes (Standard Definitions, 10th ed. 2023) that a case can have here. Each case has
 * one at any time; which, follows from its state and what the carrier found.
 */
export const DISPOSITIONS = {
  /** Received, by whatever door. By role, wave and interviewer strips of paper count here, whatever form came. */
  interview: '1.1',
  refusal: '2.11',
  /** An empty form came back: an implicit refusal (mail surveys of specifically named persons). */
  blank_form: '2.113',
  /** Begun and not sent. */
  break_off: '2.12',
  /** Moved away; and deaths and wrong persons by the agency's word alone. */
  non_contact: '2.2',
  /** Withdrawn by Home Affairs. */
  withdrawn: '2.36',
  /** A return strip came and no form, or none that was entered yet: miscellaneous non-response, as lost records are. */
  no_form: '2.36',
  /** An interviewer could not be understood. */
  language: '2.33',
  /** No way to the person's home, or a dangerous one. */
  unreachable: '3.17',
  /** Nothing came back. */
  no_answer: '3.19',
  /** The carrier did not find the person; of a wave, the message came back. */
  undelivered: '3.2',
  wrong_person: '4.1',
  died: '4.7',
} as const;
export type Disposition = keyof typeof DISPOSITIONS;
export const DISPOSITION_NAMES = Object.keys(DISPOSITIONS) as readonly Disposition[];

const Rate = z.nullable(z.number());
const LedgerRates = z.object({
  RR1: Rate,
  RR2: Rate,
  RR3: Rate,
  RR4: Rate,
  RR5: Rate,
  RR6: Rate,
  COOP1: Rate,
  REF1: Rate,
  CON1: Rate,
  COOP3: Rate,
  REF3: Rate,
  CON3: Rate,
});

/**
 * Cases of one group or of the province: how many in each disposition, and the rates. Of a mode: answered by it, or
 * without an answer and last tried by it. Of an interviewer: their answers, and the cases they have or called last.
 */
export const LedgerLine = z.object({
  code: z.string(),
  name: z.string(),
  cases: Count,
  /** Whose slip was handed over or whose message arrived, as far as anybody said so; null of interviewers. */
  delivered: z.nullable(Count),
  dispositions: z.record(z.enum(DISPOSITION_NAMES), Count),
  /** Null where few came by one of them. */
  doors: z.nullable(z.record(z.enum(MODES), Count)),
  rates: LedgerRates,
});
export type LedgerLine = z.output<typeof LedgerLine>;

export const LEDGER_GROUPS = ['agency', 'stratum', 'role', 'wave', 'mode', 'interviewer'] as const;
export type LedgerGroup = (typeof LEDGER_GROUPS)[number];

export const getLedger = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/ledger',
  access: WITNESSES,
  summary:
    'Dispositions by AAPOR code with response, cooperation, refusal and contact rates; not told to an agency',
  params: CampaignParams,
  query: z.object({ by: z.enum(LEDGER_GROUPS) }),
  reply: z.object({ province: LedgerLine, lines: z.array(LedgerLine) }),
});

/** What would bring an agency nearer to what was planned. */
export const NEXT_STEPS = ['none', 'wait', 'on_track', 'release', 'visit', 'remind'] as const;

export const AgencyOutlook = z.object({
  agencyCode: z.string(),
  agencyName: z.string(),
  received: Count,
  /** Answers a day over this week and the last. */
  pace: z.number(),
  planned: z.number(),
  /** Answers on the last day at this pace; null before collection has begun. */
  forecast: z.nullable(z.number()),
  /** Half of the interval's width as shares, of what has come, what is forecast and what was planned. */
  halfWidth: z.object({ now: z.number(), forecast: z.nullable(z.number()), planned: z.number() }),
  reservesLeft: Count,
  next: z.object({
    step: z.enum(NEXT_STEPS),
    /** Where reserves are to be released, and how many. */
    stratum: z.nullable(z.string()),
    fieldName: z.nullable(z.string()),
    count: Count,
  }),
});
export type AgencyOutlook = z.output<typeof AgencyOutlook>;

export const getOutlook = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/outlook',
  access: WITNESSES,
  summary:
    'Of each agency the answers and precision to expect on the last day at today’s pace, and what to do next',
  params: CampaignParams,
  reply: z.object({ daysLeft: Count, agencies: z.array(AgencyOutlook) }),
});
