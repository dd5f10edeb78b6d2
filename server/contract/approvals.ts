import * as z from 'zod/mini';
import { endpoint, WITNESSES } from './endpoint.ts';
import { AccountLink, CampaignParams, Id, Moment } from './scalars.ts';
import { text } from './written-text.ts';

/** What a second person of Home Affairs confirms, where the round asks for four eyes. */
export const CONFIRMED_ACTS = [
  'freeze',
  'change_terms',
  'publish',
  'switch_off',
  'void_ballots',
] as const;
export type ConfirmedAct = (typeof CONFIRMED_ACTS)[number];

export const APPROVAL_STATES = ['waiting', 'confirmed', 'refused', 'outdated', 'used'] as const;

const Person = z.object({ name: z.string(), username: z.string() });
export const Approval = z.object({
  id: Id,
  act: z.enum(CONFIRMED_ACTS),
  state: z.enum(APPROVAL_STATES),
  /** What was asked, word for word. */
  request: z.record(z.string(), z.string()),
  askedBy: Person,
  askedAt: Moment,
  decidedBy: z.nullable(Person),
  decidedAt: z.nullable(Moment),
  note: z.nullable(z.string()),
  /** How the account that decided got its password. */
  link: z.nullable(AccountLink),
});
export type Approval = z.output<typeof Approval>;

const Approvals = z.object({ isOn: z.boolean(), approvals: z.array(Approval) });

export const listApprovals = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/approvals',
  access: WITNESSES,
  summary: 'Whether acts need a second person, and what was asked and confirmed, newest first',
  params: CampaignParams,
  reply: Approvals,
});

export const decideApproval = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/approvals/:approvalId/decision',
  access: ['home_affairs'],
  isForLead: true,
  summary: 'Confirm or refuse what another person asked for',
  params: z.extend(CampaignParams, { approvalId: Id }),
  body: z.object({ isConfirmed: z.boolean(), note: z.optional(text(500)) }),
  reply: Approvals,
});

export const setFourEyes = endpoint({
  method: 'PUT',
  path: '/api/campaigns/:campaignId/four-eyes',
  access: ['home_affairs'],
  summary:
    'Let a second person confirm freezing, terms, voiding and publishing; switching it off needs one too',
  params: CampaignParams,
  body: z.object({ isOn: z.boolean() }),
  reply: Approvals,
});

/** Part of the published results. */
export const SecondPerson = z.object({
  /** The setting at publication; if it was on, the publication itself was confirmed. */
  isOn: z.boolean(),
  isFreezeConfirmed: z.boolean(),
  termsChanges: z.int(),
  confirmedTermsChanges: z.int(),
  /** Of every voided batch. Absent where fewer ballots than the threshold were voided, and in editions of before. */
  areVoidingsConfirmed: z.optional(z.boolean()),
});
export type SecondPerson = z.output<typeof SecondPerson>;
