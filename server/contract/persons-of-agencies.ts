import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { LinkRule } from './persons.ts';
import { AgencyCode, CampaignParams, Count, Id, Moment, Page } from './scalars.ts';

const Member = z.object({
  personId: Id,
  agencyCode: AgencyCode,
  agencyName: z.string(),
  fullName: z.string(),
  phone: z.nullable(z.string()),
  dossiers: Count,
});

/** One person as several agencies list them: each agency's index is about those it served, so each keeps its own. */
export const PersonOfAgencies = z.object({
  linkedBy: z.array(LinkRule),
  members: z.array(Member),
});
export type PersonOfAgencies = z.output<typeof PersonOfAgencies>;

export const findPersonsOfAgencies = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/persons-of-agencies/search',
  access: ['home_affairs'],
  summary: 'Look for persons whom several agencies have served',
  params: CampaignParams,
  reply: z.object({ persons: Count }),
});

export const listPersonsOfAgencies = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/persons-of-agencies',
  access: ['home_affairs'],
  summary: 'Persons whom several agencies have served, as last looked for; the reading is recorded',
  params: CampaignParams,
  query: Page,
  reply: z.object({
    foundAt: z.nullable(Moment),
    total: Count,
    page: Count,
    persons: z.array(PersonOfAgencies),
    /** Parted by Home Affairs: these are not the same person. */
    separated: z.array(Member),
  }),
});

const PersonBody = z.object({ personId: Id });

export const separateFromAgencies = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/persons-of-agencies/separations',
  access: ['home_affairs'],
  summary: 'This agency’s person is somebody else than their namesake in other agencies',
  params: CampaignParams,
  body: PersonBody,
  reply: z.object({}),
});

export const rejoinAgencies = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/persons-of-agencies/separations/undo',
  access: ['home_affairs'],
  summary: 'Take such a separation back',
  params: CampaignParams,
  body: PersonBody,
  reply: z.object({}),
});
