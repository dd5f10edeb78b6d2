import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { Token } from './invitations.ts';
import { AgencyCode, CampaignParams, Count, Day, Moment } from './scalars.ts';

/** Read over the telephone; in kind unlike a slip code and a receipt. */
export const ErasureCode = z.string().check(z.regex(/^YC-[ACDEFGHJKMNPQRTVWXY34679]{6}$/));

export const requestErasure = endpoint({
  method: 'POST',
  path: '/api/invitation/erasure',
  access: 'public',
  summary:
    'The person asks to have name, address and telephone erased; asking twice is one request',
  body: z.object({ token: Token }),
  reply: z.object({ code: ErasureCode, requestedAt: Moment, dueOn: Day }),
});

export const ErasureRow = z.object({
  code: ErasureCode,
  agencyCode: AgencyCode,
  agencyName: z.string(),
  serial: Count,
  /** Empty once it has been carried out. */
  fullName: z.string(),
  requestedAt: Moment,
  dueOn: Day,
  carriedOutAt: z.nullable(Moment),
});
export type ErasureRow = z.output<typeof ErasureRow>;

export const listErasures = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/erasures',
  access: ['home_affairs', 'data_protection'],
  summary: 'Requests for erasure, the most urgent first; the reading is recorded',
  params: CampaignParams,
  reply: z.object({ requests: z.array(ErasureRow) }),
});

export const carryOutErasure = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/erasures/:code',
  access: ['home_affairs', 'data_protection'],
  summary: "Erase a person's contact data for good; the frame keeps its pseudonym",
  params: z.extend(CampaignParams, { code: ErasureCode }),
  reply: z.object({}),
});
