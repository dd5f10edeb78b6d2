import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { CampaignAgencyParams, CampaignParams, Count, Day } from './scalars.ts';

/** 16 symbols of base 32 are 80 bits. It travels in bodies only, never in an address that is logged. */
export const Token = z.string().check(z.toUpperCase(), z.regex(/^[A-Z2-7]{16}$/));
/** Sixteen digits, the last a Verhoeff check; on slips issued earlier twelve. */
export const SlipCode = z.string().check(z.regex(/^(\d{12}|\d{16})$/));
export const INVITATION_STATES = [
  'issued',
  'opened',
  'received',
  'declined',
  'wrong_person',
  'moved',
  'died',
  'not_found',
  'refused',
  'replaced',
] as const;
export const InvitationState = z.enum(INVITATION_STATES);
export type InvitationState = z.output<typeof InvitationState>;

/** What a carrier may write on the tick list and the office then records. */
export const DELIVERY_OUTCOMES = ['moved', 'died', 'not_found', 'refused', 'wrong_person'] as const;

/** With the one that says the slip arrived. */
export const CARRIER_OUTCOMES = ['delivered', ...DELIVERY_OUTCOMES] as const;

export const issueInvitations = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/invitations',
  access: ['home_affairs'],
  summary: 'Issue one secret link and one slip code for each drawn person',
  params: CampaignParams,
  reply: z.object({ issued: Count }),
});

export const InvitationRow = z.object({
  serial: Count,
  /** The dossier's owner. */
  fullName: z.string(),
  /** Who came to the counter for the owner: then this is the person who is asked. */
  cameName: z.nullable(z.string()),
  /** Who acts for an organisation. */
  representative: z.nullable(z.string()),
  address: z.nullable(z.string()),
  phone: z.nullable(z.string()),
  hamlet: z.nullable(z.string()),
  procedureName: z.string(),
  /** Whether the person has answered is not for the agency's eyes: only what the carrier found. */
  delivery: z.nullable(z.enum(CARRIER_OUTCOMES)),
  isReserve: z.boolean(),
  /** How often the slip was made, for whom the terms let print. */
  issue: z.optional(Count),
});
export type InvitationRow = z.output<typeof InvitationRow>;

export const listInvitations = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/invitations/:agencyCode',
  access: ['home_affairs', 'agency'],
  summary: "An agency's invitations by hamlet and serial; the reading is recorded",
  params: CampaignAgencyParams,
  reply: z.object({
    invitations: z.array(InvitationRow),
    hamlets: z.array(z.object({ hamlet: z.nullable(z.string()), invitations: Count })),
    printedOn: z.nullable(Day),
  }),
});

export const downloadDeliveryList = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/invitations/:agencyCode/delivery-list.xlsx',
  access: ['home_affairs', 'agency'],
  summary: "The carriers' tick list by hamlet; no code, no reply status",
  params: CampaignAgencyParams,
  file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
});

export const recordDelivery = endpoint({
  method: 'PUT',
  path: '/api/campaigns/:campaignId/invitations/:agencyCode/:serial/delivery',
  access: ['home_affairs', 'agency'],
  summary: 'Record what the carrier found, or take it back with null',
  params: z.extend(CampaignAgencyParams, { serial: z.string().check(z.regex(/^\d{1,6}$/)) }),
  body: z.object({
    outcome: z.nullable(z.enum(CARRIER_OUTCOMES)),
    /** Of all that are still blank: what somebody else has recorded meanwhile stays. */
    isFirst: z.optional(z.boolean()),
  }),
  reply: z.object({}),
});
