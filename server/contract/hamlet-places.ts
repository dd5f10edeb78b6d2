import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { AgencyCode, CampaignParams } from './scalars.ts';
import { verbatim } from './written-text.ts';

/** Thousandths of a degree within Viet Nam: steps of about a hundred metres, too wide to point at a house. */
export const Place = z.object({
  east: z.int().check(z.gte(101_000), z.lte(119_000)),
  north: z.int().check(z.gte(6_000), z.lte(24_000)),
});
export type Place = z.output<typeof Place>;

/** By its name within an agency's list; of no person. */
const Hamlet = {
  agencyCode: AgencyCode,
  hamlet: verbatim(200, 1),
};
export const HamletPlace = z.object({ ...Hamlet, place: Place });
export type HamletPlace = z.output<typeof HamletPlace>;

export const placeHamlet = endpoint({
  method: 'PUT',
  path: '/api/campaigns/:campaignId/hamlet-places',
  access: ['home_affairs'],
  summary: 'Say where a hamlet is, for the map of interviewers, or take it back',
  params: CampaignParams,
  body: z.object({ ...Hamlet, place: z.nullable(Place) }),
  reply: z.object({}),
});
