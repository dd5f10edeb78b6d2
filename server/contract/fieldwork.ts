import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { CampaignParams, Count, UnitCode } from './scalars.ts';

export const UnitProgress = z.object({
  unitCode: UnitCode,
  unitName: z.string(),
  kind: z.string(),
  invited: Count,
  unopened: Count,
  opened: Count,
  received: Count,
  declined: Count,
  undelivered: Count,
  reservesLeft: Count,
});
export type UnitProgress = z.output<typeof UnitProgress>;

export const getProgress = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/progress',
  access: 'staff',
  summary: 'Outcomes by unit; a unit sees its own row',
  params: CampaignParams,
  reply: z.object({ units: z.array(UnitProgress) }),
});
