import * as z from 'zod/mini';
import { endpoint, WITNESSES } from './endpoint.ts';
import { Questionnaire } from './questionnaire.ts';
import { Submission } from './responses.ts';
import { AgencyCode, CampaignParams, Count, Day } from './scalars.ts';

/** As scanned or typed; spaces of the printed groups are left out. */
const TypedNumber = z
  .string()
  .check(z.maxLength(30))
  .check(z.regex(/^[\d\s.-]+L?$/));
const FormParams = z.extend(CampaignParams, { number: TypedNumber });
export const readPaperQuestions = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/paper/questions',
  access: ['home_affairs', 'entry'],
  summary: 'The questions of a form in the order of its items, for who enters it',
  params: CampaignParams,
  reply: z.object({ questionnaire: Questionnaire, officeName: z.string() }),
});

const FORM_STATES = ['keyed', 'disputed', 'entered', 'blank'] as const;
/** Whose form: its agency and field, never a person. */
const FormPlace = { agencyName: z.string(), fieldName: z.string() };

export const receiveStrip = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/paper/strips',
  access: ['home_affairs', 'entry'],
  summary:
    'Receive the return strip of a paper pack: once, and told where the person has answered before',
  params: CampaignParams,
  body: z.object({ number: TypedNumber }),
  reply: z.object({
    ...FormPlace,
    outcome: z.enum(['awaits_form', 'answered_before', 'closed_before']),
    /** Of the answer that came before by another door. */
    answeredWeek: z.nullable(Day),
    /** Strips of this agency and field that await a form, and forms entered for them. */
    strips: Count,
    forms: Count,
  }),
});

export const findForm = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/paper/forms/:number',
  access: ['home_affairs', 'entry'],
  summary: 'Whether the caller may enter a form, before anything is typed; nothing of its answers',
  params: FormParams,
  reply: z.object({ ...FormPlace, number: z.string(), turn: z.int() }),
});

/** The answers of one whole form; none for a form that came back empty. */
const FormAnswers = Submission.shape.answers;

export const keyForm = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/paper/forms/:number/keyings',
  access: ['home_affairs', 'entry'],
  summary:
    'Enter a whole form; the second clerk is blind to the first, and only agreement puts it into the box',
  params: FormParams,
  body: z.object({
    answers: FormAnswers,
    /** Read from a scan: the clerk decided only what the reader was unsure of. */
    isScanned: z._default(z.boolean(), false),
  }),
  reply: z.object({
    state: z.enum(FORM_STATES),
    /** Items on which two clerks differ. */
    differing: Count,
  }),
});

const KeyedValue = z.array(z.int());

export const readDispute = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/paper/forms/:number/dispute',
  access: ['home_affairs', 'entry'],
  summary:
    'The items of a form on which two clerks differ, for a third person with the paper in hand',
  params: FormParams,
  reply: z.object({
    ...FormPlace,
    number: z.string(),
    items: z.array(z.object({ question: z.string(), first: KeyedValue, second: KeyedValue })),
  }),
});

export const settleDispute = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/paper/forms/:number/dispute',
  access: ['home_affairs', 'entry'],
  summary: 'What the paper says where two clerks differ; with it the form goes into the box',
  params: FormParams,
  body: z.object({ answers: FormAnswers }),
  reply: z.object({ state: z.enum(FORM_STATES) }),
});

const Reconciled = {
  /** Packs printed, strips that came back and await a form, strips of people who had answered before. */
  packs: Count,
  strips: Count,
  answeredBefore: Count,
  /** Forms in the box, still between two clerks, returned empty, and more than strips allow. */
  entered: Count,
  inWork: Count,
  blank: Count,
  surplus: Count,
};
export const ReconciledStratum = z.object({
  stratum: z.string(),
  agencyCode: AgencyCode,
  ...FormPlace,
  ...Reconciled,
});
export type ReconciledStratum = z.output<typeof ReconciledStratum>;

const Clerk = z.object({
  name: z.string(),
  /** Of what this clerk read from scans. */
  isScanned: z.boolean(),
  forms: Count,
  itemsCompared: Count,
  itemsWrong: Count,
  /** Over one per cent wrong: all of their forms are entered twice. */
  isWatched: z.boolean(),
});

export const readReconciliation = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/paper',
  access: WITNESSES,
  summary: 'Strips and forms by agency and field, how clerks agree, and the share of double entry',
  params: CampaignParams,
  reply: z.object({
    strata: z.array(ReconciledStratum),
    clerks: z.array(Clerk),
    doublePercent: Count,
  }),
});
export type Reconciliation = z.output<typeof readReconciliation.reply>;

export const listPaperWork = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/paper/work',
  access: ['home_affairs', 'entry'],
  summary: 'Forms that wait for the caller: for a second entry, or for a third look; by number',
  params: CampaignParams,
  reply: z.object({
    secondEntries: z.array(z.string()),
    disputes: z.array(z.string()),
    strips: Count,
    forms: Count,
  }),
});

export const setDoubleEntry = endpoint({
  method: 'PUT',
  path: '/api/campaigns/:campaignId/paper/double-entry',
  access: ['home_affairs'],
  summary: 'The share of forms, in per cent, that two people enter; recorded',
  params: CampaignParams,
  body: z.object({ percent: z.int().check(z.gte(0), z.lte(100)) }),
  reply: z.object({}),
});

export const PACK_PARTS = ['covers', 'forms'] as const;
export const PRINT_SIZES = ['normal', 'large'] as const;
export type PrintSize = (typeof PRINT_SIZES)[number];

export const issuePaperPacks = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/paper/packs',
  access: ['home_affairs'],
  summary:
    'Number the paper packs of all who have not answered, of one agency or of all: a strip for each, and as many forms of the stratum',
  params: CampaignParams,
  body: z.object({ agencyCode: z.nullable(AgencyCode) }),
  reply: z.object({ packs: Count, made: Count }),
});

export const downloadPaperPacks = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/paper/packs.pdf',
  access: ['home_affairs'],
  summary:
    'Covers with return strips in the order of delivery, or forms by stratum in random order, of one agency or of all; recorded',
  params: CampaignParams,
  query: z.object({
    part: z.enum(PACK_PARTS),
    size: z._default(z.enum(PRINT_SIZES), 'normal'),
    agencyCode: z.optional(AgencyCode),
  }),
  file: 'application/pdf',
});
