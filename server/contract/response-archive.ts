import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { CampaignParams } from './scalars.ts';

/** What Home Affairs takes counted responses away for. */
export const RESPONSE_PURPOSES = ['verify', 'analyse', 'keep'] as const;

export const downloadResponseArchive = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/responses.zip',
  access: ['home_affairs'],
  summary:
    'After publication: counted responses without persons, with design, weights, code books and the R script that makes the published figures of them; recorded with what it is for',
  params: CampaignParams,
  query: z.object({ purpose: z.enum(RESPONSE_PURPOSES) }),
  file: 'application/zip',
});
