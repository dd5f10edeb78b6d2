import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { CampaignParams, Moment } from './scalars.ts';
import { Stage } from './stage.ts';
import { text } from './written-text.ts';

/** What an observer has to say, and at which stage of the campaign. */
export const Remark = z.object({
  stage: Stage,
  text: z.string(),
  writtenBy: z.string(),
  writtenAt: Moment,
});
export type Remark = z.output<typeof Remark>;

export const writeRemark = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/remarks',
  access: ['observer', 'commune_observer'],
  summary: "An observer's remark: public at once, printed word for word, never changed",
  params: CampaignParams,
  body: z.object({ text: text(2000, 1) }),
  reply: Remark,
});

export const listRemarks = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/remarks',
  access: 'public',
  summary: 'The remarks of the observers, in the order of their writing',
  params: CampaignParams,
  reply: z.object({ remarks: z.array(Remark) }),
});
