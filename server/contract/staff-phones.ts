import * as z from 'zod/mini';
import { endpoint, LIST_READERS, WITNESSES } from './endpoint.ts';
import { AgencyCode, CampaignAgencyParams, CampaignParams, Count, Moment } from './scalars.ts';
import { text } from './written-text.ts';

/** An official may have two lines; more phones than these are not an agency's own staff. */
export const PHONES_PER_OFFICIAL = 2;

/** The numbers themselves are kept nowhere: only keyed hashes of them. */
export const StaffPhones = z.object({
  /** Approved phones, and the people and dossiers that they leave out now. */
  phones: Count,
  people: Count,
  dossiers: Count,
  /** Phones that wait for Home Affairs, and whom they would leave out of the lists in force. */
  waiting: z.object({ phones: Count, people: Count, dossiers: Count }),
  /** Of all of them, phones with more owners than an official's has: they leave nobody out. */
  sharedPhones: Count,
  /** As Home Affairs states; null until it has. No more people than these are left out. */
  officials: z.nullable(Count),
  decision: z.nullable(
    z.object({
      kind: z.enum(['approved', 'refused']),
      phones: Count,
      people: Count,
      note: z.nullable(z.string()),
      decidedAt: Moment,
    }),
  ),
});
export type StaffPhones = z.output<typeof StaffPhones>;

export const getStaffPhones = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/staff-phones',
  access: LIST_READERS,
  summary:
    'How many phones of the agency’s own staff are known and wait, and how many people and dossiers they leave out',
  params: CampaignAgencyParams,
  reply: StaffPhones,
});

export const setStaffPhones = endpoint({
  method: 'PUT',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/staff-phones',
  access: ['home_affairs', 'agency'],
  summary:
    'Phones of the agency’s own staff, who are not asked about it: they wait until Home Affairs approves, in place of the earlier ones or beside them',
  params: CampaignAgencyParams,
  body: z.object({
    text: text(20_000),
    /** The earlier ones stay: nobody can read them to type them again. */
    isAdded: z.optional(z.boolean()),
  }),
  reply: z.extend(StaffPhones, { /** Lines without a phone in them. */ unread: Count }),
});

export const decideOnStaffPhones = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/staff-phones/decision',
  access: ['home_affairs'],
  summary:
    'Approve the staff phones that wait, then their owners are left out, or refuse them; the counts are those that were shown',
  params: CampaignAgencyParams,
  body: z.object({
    kind: z.enum(['approved', 'refused']),
    phones: Count,
    people: Count,
    note: z.optional(text(300)),
  }),
  reply: StaffPhones,
});

export const StaffPhonesOfAgency = z.extend(StaffPhones, {
  agencyCode: AgencyCode,
  agencyName: z.string(),
  /** Of the agency's people, those whom its staff phones leave out or would. */
  share: z.nullable(z.number()),
  /** The same of all agencies of its kind. */
  province: z.number(),
  /** Higher than chance and the usual differences between agencies explain. */
  standsOut: z.boolean(),
});
export type StaffPhonesOfAgency = z.output<typeof StaffPhonesOfAgency>;

export const listStaffPhones = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/staff-phones',
  access: WITNESSES,
  summary:
    'Of every agency: officials, staff phones, whom they leave out, and where that stands out',
  params: CampaignParams,
  reply: z.object({ agencies: z.array(StaffPhonesOfAgency) }),
});

export const stateOfficials = endpoint({
  method: 'PUT',
  path: '/api/campaigns/:campaignId/staff-phones/officials',
  access: ['home_affairs'],
  summary: 'How many officials agencies have: no agency’s staff phones leave out more people',
  params: CampaignParams,
  body: z.object({
    agencies: z
      .array(z.object({ agencyCode: AgencyCode, officials: Count.check(z.gte(1)) }))
      .check(z.minLength(1), z.maxLength(2000)),
  }),
  reply: z.object({}),
});
