import * as z from 'zod/mini';
import { endpoint, ROLES } from './endpoint.ts';
import { Questionnaire } from './questionnaire.ts';
import {
  AgencyCode,
  CampaignAgencyParams,
  CampaignParams,
  Count,
  Day,
  Id,
  Moment,
} from './scalars.ts';

/** 16 symbols of base 32 are 80 bits. It travels in bodies only, never in an address that is logged. */
export const Token = z.string().check(z.toUpperCase(), z.regex(/^[A-Z2-7]{16}$/));
/** Sixteen digits, the last a Verhoeff check; on slips issued earlier twelve. */
export const SlipCode = z.string().check(z.regex(/^(\d{12}|\d{16})$/));
/** What `code_proof_needed` asked for: its challenge with the work done, or come back with after the wait. */
export const CodePass = z.object({
  challenge: z.string().check(z.regex(/^[\w.-]{20,60}$/)),
  nonce: z.optional(z.string().check(z.regex(/^[0-9a-z]{1,12}$/))),
});
export type CodePass = z.output<typeof CodePass>;

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
  delivery: z.nullable(z.enum(DELIVERY_OUTCOMES)),
  isReserve: z.boolean(),
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

/** What slips are made for; the journal and the list of printings show it. */
export const PRINT_PURPOSES = ['first', 'lost', 'damaged', 'reserves', 'trial'] as const;
export const PrintPurpose = z.enum(PRINT_PURPOSES);
export type PrintPurpose = z.output<typeof PrintPurpose>;

/** A part of an agency's slips: one by its number, or those of a hamlet (empty: unknown). */
const SlipsPart = {
  serial: z.optional(z.string().check(z.regex(/^\d{1,6}$/))),
  hamlet: z.optional(z.string().check(z.maxLength(200))),
};
const CoversQuery = z.object(SlipsPart);
export type CoversQuery = z.output<typeof CoversQuery>;

export const downloadSlips = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/invitations/:agencyCode/slips.pdf',
  access: ['home_affairs', 'agency'],
  summary:
    "Folded A4 slips by hamlet, with QR, code and instructions, for whom the campaign's terms let print; recorded with its purpose",
  params: CampaignAgencyParams,
  query: z.object({ purpose: PrintPurpose, ...SlipsPart }),
  file: 'application/pdf',
});

export const downloadPacket = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/slips.pdf',
  access: ['home_affairs'],
  summary:
    'The slips and covers of all agencies in one file, agency by agency; recorded with its purpose for each of them',
  params: CampaignParams,
  query: z.object({ purpose: PrintPurpose }),
  file: 'application/pdf',
});

export const getPacketProgress = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/slips-progress',
  access: ['home_affairs'],
  summary: 'How far the making of the packet is; null while none is being made',
  params: CampaignParams,
  reply: z.object({
    progress: z.nullable(z.object({ written: Count, slips: Count, agencyName: z.string() })),
  }),
});

export const downloadCovers = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/invitations/:agencyCode/covers.pdf',
  access: ['home_affairs', 'agency'],
  summary:
    'Where codes are printed on sheets without a name: name, address and serial of each; no code',
  params: CampaignAgencyParams,
  query: CoversQuery,
  file: 'application/pdf',
});

export const listPrintings = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/printings',
  access: ['home_affairs', 'observer', 'data_protection', 'auditor'],
  summary: 'Every making of slips: agency, when, by whom, how many, what for; newest first',
  params: CampaignParams,
  reply: z.object({
    printings: z.array(
      z.object({
        agencyCode: AgencyCode,
        printedAt: Moment,
        printedBy: z.string(),
        role: z.enum(ROLES),
        /** Null: printed before number and purpose were noted. */
        slips: z.nullable(Count),
        purpose: z.nullable(PrintPurpose),
        /** Null: all slips of the agency. */
        part: z.nullable(z.enum(['hamlet', 'slip'])),
      }),
    ),
  }),
});
export type Printing = z.output<typeof listPrintings.reply>['printings'][number];

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
  body: z.object({ outcome: z.nullable(z.enum(DELIVERY_OUTCOMES)) }),
  reply: z.object({}),
});

/** What an invitation alone says; nothing that names the person. */
export const OwnOpening = z.object({
  campaign: z.object({
    name: z.string(),
    year: z.int(),
    provinceName: z.string(),
    planNumber: z.string(),
    hotline: z.string(),
    host: z.string(),
    officeName: z.string(),
    agencyName: z.string(),
    collectTo: Day,
    graceTo: Day,
    /** When name, address and telephone are erased. */
    erasedOn: Day,
  }),
  /** The procedure; null where its name is sensitive. */
  procedureName: z.nullable(z.string()),
  returnedMonth: z.nullable(z.string().check(z.regex(/^\d{4}-\d{2}$/))),
  /** The server's word on the day of this opening: it goes along with the answers, see `Submission`. */
  mark: z.string(),
});
/** What all invitations of a campaign say alike. */
export const SharedOpening = z.object({ questionnaire: Questionnaire });
export type SharedOpening = z.output<typeof SharedOpening>;
/** Everything the citizen's page needs. */
export const Opening = z.object({ ...SharedOpening.shape, ...OwnOpening.shape });
export type Opening = z.output<typeof Opening>;

/** Read-only: previews and link scanners never spend or open an invitation. */
export const openInvitation = endpoint({
  method: 'POST',
  path: '/api/invitation',
  access: 'public',
  summary: 'What an invitation asks; opening never uses it up',
  body: z.object({ token: Token }),
  reply: Opening,
});

export const startAnswering = endpoint({
  method: 'POST',
  path: '/api/invitation/start',
  access: 'public',
  summary: 'The person pressed “Bắt đầu”: the invitation counts as opened',
  body: z.object({ token: Token }),
  reply: z.object({}),
});

export const findPseudonym = endpoint({
  method: 'POST',
  path: '/api/invitation/pseudonym',
  access: 'public',
  summary: 'The pseudonym in the frozen frame that belongs to a slip; says nothing of answers',
  body: z.object({ token: Token }),
  reply: z.object({ campaignId: Id, unitId: z.string() }),
});

export const enterCode = endpoint({
  method: 'POST',
  path: '/api/invitation/code',
  access: 'public',
  summary:
    'The link that belongs to a typed slip code; after several wrong ones from one network a try costs some work or a wait',
  body: z.object({ code: SlipCode, pass: z.optional(CodePass) }),
  reply: z.object({ token: Token }),
});

export const declineInvitation = endpoint({
  method: 'POST',
  path: '/api/invitation/decline',
  access: 'public',
  summary: 'The person does not take part, or is not the person',
  body: z.object({ token: Token, reason: z.enum(['declined', 'wrong_person']) }),
  reply: z.object({}),
});
