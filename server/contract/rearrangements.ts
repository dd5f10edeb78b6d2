import * as z from 'zod/mini';
import { endpoint, WITNESSES } from './endpoint.ts';
import { AgencyCode, CampaignParams, Day, Id } from './scalars.ts';
import { Line } from './written-text.ts';

/** What became of an agency of the round before: it went whole into one, or was divided among several. */
export const Rearrangement = z.object({
  earlierCode: AgencyCode,
  /** Agencies of this round; the earlier code may be among several, where a part kept it. */
  into: z.array(AgencyCode).check(z.minLength(1), z.maxLength(20)),
  since: Day,
  decree: Line,
});
export type Rearrangement = z.output<typeof Rearrangement>;

/** As it is published, with the names of that day. */
export const PublishedRearrangements = z.object({
  /** The round that the agencies are of. */
  earlierCampaignId: Id,
  agencies: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      since: Day,
      decree: z.string(),
      into: z.array(z.object({ code: z.string(), name: z.string() })),
    }),
  ),
});
export type PublishedRearrangements = z.output<typeof PublishedRearrangements>;

export const listRearrangements = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/rearrangements',
  access: WITNESSES,
  summary: 'Agencies of the published round before that were merged, divided or given another code',
  params: CampaignParams,
  reply: z.object({
    /** Null: no round before is published, so nothing is compared. */
    earlier: z.nullable(z.object({ campaignId: Id, campaignName: z.string(), year: z.int() })),
    /** The round is published: nothing of it changes any more. */
    isFixed: z.boolean(),
    rearrangements: z.array(Rearrangement),
    /** All of the province, and in which of the two rounds' frames each is. */
    agencies: z.array(
      z.object({
        code: AgencyCode,
        name: z.string(),
        isEarlier: z.boolean(),
        isLater: z.boolean(),
      }),
    ),
  }),
});

export const keepRearrangements = endpoint({
  method: 'PUT',
  path: '/api/campaigns/:campaignId/rearrangements',
  access: ['home_affairs'],
  summary: 'Say which agencies were merged or divided since the round before; fixed by publishing',
  params: CampaignParams,
  body: z.object({ rearrangements: z.array(Rearrangement).check(z.maxLength(500)) }),
  reply: z.object({}),
});
