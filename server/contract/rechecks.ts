import * as z from 'zod/mini';
import { endpoint, WITNESSES } from './endpoint.ts';
import { MODES } from './responses.ts';
import { DrawRecord, Witness } from './samples.ts';
import { AgencyCode, CampaignParams, Count, Day, Id, Moment, Sha256 } from './scalars.ts';
import { TAKER_DOORS } from './voidings.ts';
import { text } from './written-text.ts';

export const RECHECK_OUTCOMES = ['confirmed', 'contradicted', 'not_reached'] as const;
export type RecheckOutcome = (typeof RECHECK_OUTCOMES)[number];

/** Four questions about the interview; none touches an answer. */
export const CHECKED_CHOICES = {
  didProcedure: ['yes', 'no', 'unsure'],
  answeredBy: ['self', 'helped', 'somebody_else', 'nobody'],
  officePart: ['absent', 'present', 'chose'],
  howLongAgo: ['this_week', 'this_month', 'longer', 'unsure'],
} as const;
export const CheckedAnswers = z.object({
  didProcedure: z.enum(CHECKED_CHOICES.didProcedure),
  answeredBy: z.enum(CHECKED_CHOICES.answeredBy),
  officePart: z.enum(CHECKED_CHOICES.officePart),
  howLongAgo: z.enum(CHECKED_CHOICES.howLongAgo),
});
export type CheckedAnswers = z.output<typeof CheckedAnswers>;

/** What there is where nothing was said. A refusal ends the case; a wrong number makes it one for a visit. */
export const UNREACHED_BY = {
  call: ['no_answer', 'busy', 'refused', 'wrong_number', 'moved'],
  visit: ['not_home', 'refused', 'moved'],
} as const;
const UNREACHED = [...UNREACHED_BY.call, 'not_home'] as const;
export type Unreached = (typeof UNREACHED)[number];

/** Hashes before the dice, the draw after them. The lists themselves would tell who has answered. */
const RecheckRecord = z.object({
  number: Count,
  percent: Count,
  /** Where agencies may print slips of their own people, twice as many are checked. */
  isDoubled: z.boolean(),
  frameSha256: Sha256,
  planSha256: Sha256,
  preparedAt: Moment,
  seed: z.nullable(z.string()),
  drawKey: z.nullable(Sha256),
  sampleSha256: z.nullable(Sha256),
  witnesses: z.array(Witness),
  drawnAt: z.nullable(Moment),
});
export type RecheckRecord = z.output<typeof RecheckRecord>;

const Tally = {
  drawn: Count,
  confirmed: Count,
  contradicted: Count,
  notReached: Count,
  /** Clopper–Pearson, 95 %: share contradicted of those who were reached. Null where nobody was. */
  interval: z.nullable(z.object({ lower: z.number(), upper: z.number() })),
};
const Marked = { ...Tally, isMarked: z.boolean() };
export const CheckedTaker = z.object({
  ...Marked,
  takerId: Id,
  takerName: z.string(),
  door: z.enum(TAKER_DOORS),
});
export type CheckedTaker = z.output<typeof CheckedTaker>;
export const CheckedAgency = z.object({
  ...Marked,
  agencyCode: AgencyCode,
  agencyName: z.string(),
});
export type CheckedAgency = z.output<typeof CheckedAgency>;
export const CheckedDoor = z.object({ ...Tally, door: z.enum(MODES) });
export type CheckedDoor = z.output<typeof CheckedDoor>;

export const getRecheckRecord = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/rechecks/record',
  access: 'public',
  summary: 'Hashes, dice and sample hash of the draws for the re-check; not who was drawn',
  params: CampaignParams,
  reply: z.object({ rechecks: z.array(RecheckRecord) }),
});

export const listRechecks = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/rechecks',
  access: WITNESSES,
  summary: 'The draws for the re-check, and what was found by door, interviewer and agency',
  params: CampaignParams,
  reply: z.object({
    rechecks: z.array(RecheckRecord),
    /** Answered since the last frame: what a new draw would be among. */
    unchecked: Count,
    waiting: Count,
    doors: z.array(CheckedDoor),
    takers: z.array(CheckedTaker),
    agencies: z.array(CheckedAgency),
  }),
});

export const prepareRecheck = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/rechecks',
  access: ['home_affairs'],
  summary: 'Lock which answered cases a re-check is drawn among, and publish the hashes',
  params: CampaignParams,
  body: z.object({ percent: z.int().check(z.gte(5), z.lte(10)) }),
  reply: z.object({ number: Count }),
});

const RecheckParams = z.extend(CampaignParams, {
  number: z.pipe(z.string().check(z.regex(/^\d{1,4}$/)), z.transform(Number)),
});

export const drawRecheck = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/rechecks/:number/draw',
  access: ['home_affairs'],
  summary: 'Draw the cases to be re-checked from public dice (SIPAS-DRAW/1)',
  params: RecheckParams,
  body: z.object({ dice: text(200), witnesses: DrawRecord.shape.witnesses }),
  reply: z.object({ drawn: Count }),
});

export const RECHECK_FILES = ['seed.txt', 'frame.tsv', 'plan.tsv', 'sample.tsv'] as const;
export const downloadRecheck = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/rechecks/:number/:file',
  access: WITNESSES,
  summary: 'Files of the draw for the re-check, to repeat it; cases stand under random codes',
  params: z.extend(RecheckParams, { file: z.enum(RECHECK_FILES) }),
  file: 'text/plain; charset=utf-8',
});

/** Whom to ask; nothing of an answer. */
const RecheckedCase = z.object({
  caseId: Id,
  fullName: z.string(),
  agencyName: z.string(),
  procedureName: z.nullable(z.string()),
  receivedWeek: Day,
  door: z.enum(MODES),
  attempts: Count,
});
export type RecheckedCase = z.output<typeof RecheckedCase>;

export const readRecheckCall = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/recheck-calls',
  access: ['home_affairs', 'interviewer'],
  summary: 'The case of the re-check that the caller has taken, without number and address',
  params: CampaignParams,
  reply: z.object({ held: z.nullable(RecheckedCase), officeName: z.string(), hotline: z.string() }),
});

export const takeRecheckCall = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/recheck-calls',
  access: ['home_affairs', 'interviewer'],
  summary:
    'The next case to re-check: never one that the caller took, nor of their own agency; the reading is recorded',
  params: CampaignParams,
  reply: z.object({
    call: z.nullable(
      z.extend(RecheckedCase, {
        phone: z.nullable(z.string()),
        address: z.nullable(z.string()),
      }),
    ),
  }),
});

/** Somebody without a number of their own, and where they live. */
const VisitedCase = z.extend(RecheckedCase, {
  address: z.nullable(z.string()),
  hamlet: z.nullable(z.string()),
  /** The last day on which the caller has the case. */
  visitUntil: Day,
});
export type VisitedCase = z.output<typeof VisitedCase>;
const HeldVisits = z.object({ visits: z.array(VisitedCase) });

export const readRecheckVisits = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/recheck-visits',
  access: ['home_affairs', 'interviewer'],
  summary: 'Whom the caller is to re-check at home, with their addresses; the reading is recorded',
  params: CampaignParams,
  reply: HeldVisits,
});

export const takeRecheckVisits = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/recheck-visits',
  access: ['home_affairs', 'interviewer'],
  summary:
    'People of one commune without a number, to be re-checked at home within a week: none whom the caller interviewed',
  params: CampaignParams,
  reply: HeldVisits,
});

export const recordRecheck = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/recheck-calls/:caseId/outcome',
  access: ['home_affairs', 'interviewer'],
  summary: 'What the person said of the interview, or why nobody was reached',
  params: z.extend(CampaignParams, { caseId: Id }),
  body: z.union([
    z.object({ answers: CheckedAnswers }),
    z.object({ unreached: z.enum(UNREACHED) }),
  ]),
  reply: z.object({ outcome: z.nullable(z.enum(RECHECK_OUTCOMES)) }),
});
