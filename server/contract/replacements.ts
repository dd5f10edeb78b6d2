import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { ListFile } from './list-import.ts';
import { ListScope } from './list-scope.ts';
import { AgencyCode, Count, Id } from './scalars.ts';
import { text } from './written-text.ts';

const Params = z.object({ campaignId: Id, agencyCode: ListScope, fileId: Id });
const Counts = z.object({ rows: Count, people: Count });

/** An agency whose signed, accepted or own list a newer list would replace. */
export const AgencyConcerned = z.object({
  agencyCode: AgencyCode,
  agencyName: z.string(),
  before: Counts,
  after: Counts,
  /** Dossiers of the list in force that the newer one has not. */
  vanished: Count,
  hasOwnList: z.boolean(),
  isSigned: z.boolean(),
  isAccepted: z.boolean(),
});
export type AgencyConcerned = z.output<typeof AgencyConcerned>;

export const getReplacement = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/lists/:fileId/replacement',
  access: ['home_affairs', 'agency'],
  summary: 'Agencies whose signed, accepted or own list this held list would replace, with counts',
  params: Params,
  reply: z.object({ agencies: z.array(AgencyConcerned) }),
});

export const decideReplacement = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/lists/:fileId/replacement',
  access: ['home_affairs', 'agency'],
  summary: 'Replace the lists of these agencies for a reason; those of the others are kept',
  params: Params,
  body: z.object({
    replaced: z.array(AgencyCode).check(z.maxLength(2000)),
    reason: text(500, 5),
  }),
  reply: ListFile,
});
