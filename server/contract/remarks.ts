import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { CampaignParams, Moment } from './scalars.ts';
import { Stage } from './stage.ts';
import { text } from './written-text.ts';

/** Anybody reads it: names, and no user names. */
const AuthorLink = z.object({
  isRenewal: z.boolean(),
  /** Null: by the server's owner. */
  madeBy: z.nullable(z.string()),
  usedAt: Moment,
  /** Others of the author's post who have confirmed to know of it. */
  knownTo: z.array(z.string()),
});
export type AuthorLink = z.output<typeof AuthorLink>;

/** What an observer has to say, and at which stage of the campaign. */
export const Remark = z.object({
  stage: Stage,
  text: z.string(),
  writtenBy: z.string(),
  writtenAt: Moment,
  /** By which the account had got its password: who made it could have written in the author's name. */
  link: z.nullable(AuthorLink),
  /** By which the account got another password within a week: who has it since may not have written this. */
  takenOver: z.nullable(AuthorLink),
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
