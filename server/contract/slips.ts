import * as z from 'zod/mini';
import { endpoint, ROLES } from './endpoint.ts';
import { AgencyCode, CampaignAgencyParams, CampaignParams, Count, Moment } from './scalars.ts';
import { verbatim } from './written-text.ts';

/** What slips are made for; the journal and the list of printings show it. */
export const PRINT_PURPOSES = ['first', 'lost', 'damaged', 'reserves', 'trial'] as const;
export const PrintPurpose = z.enum(PRINT_PURPOSES);
export type PrintPurpose = z.output<typeof PrintPurpose>;

/** A part of an agency's slips: one by its number, or those of a hamlet (empty: unknown). */
const SlipsPart = {
  serial: z.optional(z.string().check(z.regex(/^\d{1,6}$/))),
  hamlet: z.optional(verbatim(200)),
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
