import * as z from 'zod/mini';
import { endpoint, LIST_READERS } from './endpoint.ts';
import { ListFile } from './list-import.ts';
import { ListScopeParams } from './list-scope.ts';
import { Exclusion, Fault, RowCounts } from './row-counts.ts';
import { Count } from './scalars.ts';

export const FrameSummary = z.extend(RowCounts, {
  people: Count,
  files: z.array(ListFile),
  exclusions: z.array(z.object({ reason: Exclusion, rows: Count })),
  /** The same by field; null for rows that name none. */
  exclusionsByField: z.array(
    z.object({ field: z.nullable(z.string()), reason: Exclusion, rows: Count }),
  ),
  faults: z.array(z.object({ reason: Fault, rows: Count })),
  fields: z.array(z.object({ code: z.string(), name: z.string(), people: Count })),
});
export type FrameSummary = z.output<typeof FrameSummary>;

export const getFrameSummary = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/frame/:agencyCode',
  access: LIST_READERS,
  summary:
    'Counts of a frame: rows = accepted + merged + excluded + in error, by reason and by field',
  params: ListScopeParams,
  reply: FrameSummary,
});
