import * as z from 'zod/mini';
import { endpoint, OFFICE } from './endpoint.ts';
import { AgencyCode, AgencyCodeForm, CampaignParams, Count } from './scalars.ts';
import { Line } from './written-text.ts';

export const AGENCY_KINDS = ['commune', 'ward', 'special_zone', 'department'] as const;
export const Agency = z.object({ code: AgencyCode, name: z.string(), kind: z.enum(AGENCY_KINDS) });
export type Agency = z.output<typeof Agency>;

export const Province = z.object({ code: z.string(), name: z.string(), communes: Count });

export const listProvinces = endpoint({
  method: 'GET',
  path: '/api/provinces',
  access: OFFICE,
  summary: 'The 34 provinces',
  reply: z.object({ provinces: z.array(Province) }),
});

export const listAgencies = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/agencies',
  access: 'staff',
  summary: "The campaign's communes and departments",
  params: CampaignParams,
  reply: z.object({ agencies: z.array(Agency) }),
});

export const addDepartment = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/agencies',
  access: ['home_affairs'],
  summary: 'Add a department to the province',
  params: CampaignParams,
  body: z.object({ code: AgencyCodeForm, name: Line }),
  reply: Agency,
});
